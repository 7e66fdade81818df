// A map that can be moved, in the place of the drawing. Without tiles, or when none come, the drawing stays.
export async function start(figure) {
  const { leaflet, css, tiles, attribution, label } = figure.dataset;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = css;
  const styled = new Promise((resolve) => sheet.addEventListener("load", resolve));
  document.head.append(sheet);
  await Promise.all([import(leaflet), styled]);
  const drawing = figure.querySelector("svg.landkaart");
  const sheetOfMap = document.createElement("div");
  sheetOfMap.className = "kaartblad";
  sheetOfMap.setAttribute("role", "region");
  sheetOfMap.setAttribute("aria-label", label);
  drawing.before(sheetOfMap);
  const map = window.L.map(sheetOfMap, { zoomControl: false, minZoom: 6, maxZoom: 15, maxBounds: [[50.6, 3.1], [53.7, 7.4]] });
  map.attributionControl.setPrefix(false);
  window.L.control.zoom({ zoomInTitle: figure.dataset.in, zoomOutTitle: figure.dataset.out }).addTo(map);
  const layer = new (tileLayer())(`${tiles}{z}/{x}/{y}`, { minZoom: 6, maxZoom: 15, bounds: [[50.6, 3.1], [53.7, 7.4]] });
  if (attribution) map.attributionControl.addAttribution(escaped(attribution));
  let came = false;
  layer.on("tileload", () => {
    came = true;
    drawing.setAttribute("hidden", "");
  });
  layer.on("tileerror", () => {
    if (came || !sheetOfMap.isConnected) return;
    map.remove();
    sheetOfMap.remove();
  });
  layer.addTo(map);
  for (const town of JSON.parse(figure.dataset.towns)) addTown(map, town);
  map.fitBounds([[50.75, 3.4], [53.5, 7.2]]);
}

// Leaflet blanks a tile that goes with a picture out of a data: address, which the content policy of this site
// refuses. Taking the tile away is enough.
function tileLayer() {
  return window.L.TileLayer.extend({
    _abortLoading() {},
    _removeTile(key) {
      window.L.GridLayer.prototype._removeTile.call(this, key);
    },
  });
}

function addTown(map, town) {
  const kind = `kaartpunt${town.asks ? " kaartpunt--vraagt" : ""}${town.named ? " kaartpunt--vertelt" : ""}`;
  const icon = window.L.divIcon({ className: kind, iconSize: [24, 24] });
  const link = document.createElement("a");
  link.href = town.url;
  link.textContent = town.name;
  window.L.marker(town.at, { icon, title: town.name, keyboard: true }).bindPopup(link).addTo(map);
}

function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
