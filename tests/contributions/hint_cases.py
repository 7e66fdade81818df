"""Made-up sentences in which exactly what may give somebody away is marked: [kind: the words].

What is not marked must be left alone; most sentences hold words that only look like a name.
"""

CASES = """
[municipality: Zwolle] en [municipality: Meppel] hebben samen een aannemer gekozen.
Het plan van de gemeente [municipality: De Ronde Venen] ging niet door.
Dit was het Beste plan dat we hadden. Best veel mensen kwamen kijken.
Het beste is om eerst te vragen. Best is het niet, wel goedkoop.
De bewoners van [municipality: Goes] waren boos.
Het goes niet vanzelf, schreef iemand met een tikfout.
De aanpak uit [municipality: Beek] past niet bij onze beek.
Beek en oever zijn nu van de waterschappen. De beek stroomt weer.
Wij hebben dit in [municipality: Buren] gezien, en de buren in onze straat ook.
Vanuit [municipality: Utrecht] kwam het verzoek om [municipality: Amersfoort] te helpen.
De provincie keek mee. In mei was het klaar, in juni ging het mis.
De mei-vakantie kwam ertussen. Mei en juni zijn drukke maanden.
Op de Markt staan nu bomen. De markt verhuisde naar het plein.
Aan de [street: Grote Markt 14] en op de [street: Nieuwmarkt] kwamen rekken.
De paardenkastanje en de Hollandse linde gingen dood; de Acer en de Ginkgo leven nog.
Wij plantten Carex, Vaste planten en Japanse sierkers langs de gevel.
Een Amerikaanse eik is geen inlandse boom. Zomereik wel.
De fietsstraat is rood. Fietsstraat of niet, auto's rijden te hard.
Wij legden de [street: Burgemeester de Vlugtlaan] op de schop.
Het kruispunt [street: Stationsweg]/[street: Molenstraat] blijft gevaarlijk.
In de [street: Jan van Galenstraat] stonden auto's dubbel.
De kruising van de [street: Prins Hendrikkade] met de [street: Oude Gracht] is smal.
Op het [street: Koningin Wilhelminaplein 3-5] zit nu een café.
De [street: Korte Voorhout] bleef dicht, het [street: Lange Voorhout] ook.
De bushalte aan de [street: Rijksweg 12] is weg. De rijksweg zelf is van het Rijk.
Aan [street: 't Zand] kwam een nieuw plein.
Wij begonnen in de [street: 1e Helmersstraat] en eindigden in de [street: Tweede Oosterparkstraat].
De straat kreeg drempels, de laan kreeg bomen en de weg werd een pad.
Wij maakten een Wandelpad van de oude spoordijk. Parkeerplaatsen verdwenen.
In de wijk [neighbourhood: Presikhaaf] en in [neighbourhood: Schilderswijk] was het druk.
De buurt [neighbourhood: De Horsten] kreeg een speelplek.
De [neighbourhood: Bloemenbuurt] wilde gras, het [neighbourhood: Statenkwartier] stenen.
In het [neighbourhood: Vogelenbuurt-Zuid] kwam niemand opdagen.
De wijk zelf wilde niets. Wijk en gemeente kwamen er samen uit.
Onze buurt was blij. Buurtbewoners hielpen, de wijkraad ook.
Stadsdeel [neighbourhood: Noord] deed mee, en bedrijventerrein [neighbourhood: De Hurk] niet.
Ik sprak met [person: Fatima El Amrani] over het hek.
Onze [person: ontwerper Kees de Groot] tekende drie versies.
Volgens [person: Jan Willem Jansen] was het water te hoog.
[person: Mevrouw van Dijk] belde elke dag, [person: dhr. Yilmaz] nooit.
[person: Wethouder J. de Boer] stelde het uit. Wethouder en raad stemden tegen.
De projectleider, [person: Sanne Visser], vertrok halverwege.
Groeten, [person: Marieke]
Met dank aan [person: collega Pieter] en de collega's van Beheer.
[person: Buurtbewoner Ahmed] gaf de planten water. Een bewoner gaf niets.
De aannemer Heijmans en het bureau Arcadis maakten ruzie. Heijmans won.
Rijkswaterstaat zei nee, ProRail zei ja en Vitens zei niets.
De Omgevingswet, de Woo en het Bouwbesluit hielpen niet mee.
Ik werk bij Stadsbeheer. Wij werken met Excel en met Teams.
Het Rijk, de Europese Unie en het waterschap betaalden elk een derde.
Wie is daar? Jan en alleman parkeert er. Piet Snot stonden we erbij.
[person: Meneer Van der Meulen] vroeg om een bankje.
De opdracht kwam van [person: ir. H.J. Smit] van het ingenieursbureau.
Mijn nummer is [phone: 0612345678], het stadhuis heeft [phone: 14 0182].
Bel [phone: 0900-1234567] of mail [email: Info.Wijk+groen@stad-x.nl].
Wij telden 0,6 tot 1,2 auto's per woning en 12 345 678 stenen.
De begroting was 06/2021 klaar, met 10.000.000 euro.
De buurtapp is te bereiken op [phone: 06 - 12 34 56 78]. Dat is duidelijk.
Een voorbeeld@ is geen adres, en @gemeente ook niet.
Ons adres is [postcode: 3511 ZK] en dat van de buren [postcode: 3511ZL 14].
In 2019 en 2020 was er 4000 m2 gras, voor 1200 BC aan beton.
De bus met kenteken [plate: VDB-12-X] reed door de heg; [plate: 8-KLT-12] ook.
Lijn N-12 rijdt om de 10 minuten, de A-27 staat vast. Zie figuur B-12-C niet.
Het gaat om [case: zaak 2022-018734] en om [case: OLO-nummer 5678901].
De vergunning heeft [case: kenmerk: WABO/2020/1187].
Onder [case: dossiernr. 20.0134] ligt de brief. Dossier 12 is kwijt.
De zaak kwam voor in 2021. Kenmerk van de wijk is het groen.
[function: De burgemeester in 2016] wilde het niet, de raad wel.
[function: De toenmalige projectleider] had dat beloofd.
[function: Onze stadsbouwmeester tussen 2012 en 2015] hield vast aan rode klinkers.
In die tijd wilde de burgemeester wel, de wethouder niet.
Ik was projectleider. In 2021 begon de bouw, in 2023 was het klaar.
Als directeur van een school wil je veiligheid. Een wethouder ook.
Op [day: donderdag 14 oktober 2021] stond het blank. In oktober 2021 was het nat.
Op [day: 1 mei] en [day: 31-12-2020] was er feest. In 2020 niet.
De [day: woensdagavond] was druk, de avond erna niet. Elke woensdag is er markt.
Er kwamen 12 maandelijkse rapporten, 3 in mei en 4 in juni.
De bewonersavond trok 14 mensen. Van 9 tot 12 uur, in week 14.
Bij School De Regenboog aan de [street: Vuurdoornlaan] steken kinderen over.
Midden in het [street: Vondelpark] staat nu een wadi. Een park is geen plein.
WIJ STONDEN IN DE [street: KERKSTRAAT] EN BELDEN [phone: 010-1234567].
NIEMAND WIST WIE HET WAS. DE WETHOUDER NIET EN DE BUREN NIET.
Het is in [municipality: Den Haag] bedacht en in [municipality: 's-Gravenhage] betaald.
Bij de [municipality: Rotterdamse] haven en op z'n [municipality: Amsterdams] ging het mis.
De [municipality: Eindhovenaren] wilden bomen, de [municipality: Arnhemmers] niet.
Leerpunt: eerst graven. Les: vraag het de beheerder. Tip van Beheer: wacht.
Maandag begon het. Zaterdag was het klaar. Wij ruimden op.
Wonen, Werken en Verkeer zaten aan tafel. Groen niet.
De Gouden Piramide ging naar een ander. De Groene Vinger bleef hier.
Bewoners Willen Dit Niet stond op het spandoek.
Directeur Stadsontwikkeling en Wethouder Financiën tekenden samen.
De heer en mevrouw van hiernaast waren tegen. De heer wilde een hek.
Wij trokken samen op met [municipality: Leeuwarden] en het waterschap.
Na overleg met [person: Esra Kaya] van de afdeling Groen kozen wij voor bomen.
De [street: Wilhelminastraat] kreeg klinkers, de [street: Julianalaan 4a] asfalt.
Op de hoek van de [street: Dorpsweg] en het [street: Kerkpad] stond een paal.
Bij het Centraal Station stonden te veel fietsen. Het Station werd verbouwd.
Mijn collega's bij Verkeer wisten het niet. De chef ook niet.
[person: Bewoner Hendriks] diende bezwaar in met nummer [case: Z-2022-00871].
De gemeente [municipality: Woerden] heeft [phone: 0348-428000] als nummer.
[municipality: Delft] heeft het zo gedaan, en wij doen het nu ook zo.
Delft het waterschap hier, dan zakt de grond.
De aannemer stortte op [day: 3 juli 2020] het beton. In juli was het heet.
Wij kregen 14 dagen de tijd en 020 bleek een tikfout.
Op dinsdag is de markt vol, op [day: zaterdagochtend] leeg.
Het project in de [neighbourhood: Indische Buurt] liep uit.
In [neighbourhood: Kanaleneiland] en [neighbourhood: Overvecht] werkte het niet.
De Kleine Ring en de Grote Ring zijn plannen van het Rijk.
De Klimaatatlas, het Deltaprogramma en de Brede Welvaart kwamen langs.
[person: Dhr. Ter Braak] en [person: mw. S. Oosterhuis] tekenden het convenant.
Mevrouw, zei ik, dat kan niet. Meneer wilde niet luisteren.
[function: De vorige burgemeester] vond het mooi. De volgende burgemeester misschien niet.
Als beheerder zie ik het vuil. Beheerder zijn is mooi werk.
[function: De wijkmanager in 2018] kende iedereen bij naam.
De [municipality: Tilburgse] binnenstad en de [municipality: Bredase] haven zijn anders.
Rozen, hosta's en Salvia bloeiden; de Lavendel ging dood.
Prunus, Tilia en de Amerikaanse vogelkers staan op de lijst.
De linden aan de [street: Maliebaan] zijn oud.
Het [street: Wilhelminapark] was drassig. Het park moest open blijven.
Voor [postcode: 9712 HM] geldt een ander tarief dan voor 2500 CV-ketels.
De bakfiets met [plate: 44-ZB-JK] stond op de stoep.
Stuur het naar [email: loket@wijk.nl] of kom langs bij het loket.
Zie bijlage 3-2-1 en figuur A-12 voor de maten.
In de zomer van 2021 was de put vol, na de winter leeg.
Wij zaten met ProRail, Stedin, Vattenfall en KPN aan tafel.
Op [street: Plein 1944] stonden tenten. Het plein werd leeg.
Ik ben [person: Lotte] en ik werk bij de gemeente.
Sommige Ondernemers klaagden. Ondernemersvereniging Ons Belang niet.
[municipality: Hilversum], [municipality: Ede] en [municipality: Oss] doen mee.
Het oosten van het land is droger. Noord en Zuid verschillen.
De Brink is een groene plek. De brink is leeg.
Het team van [person: projectleider Marloes Hendriksen] stopte ermee.
De schooldirecteur was blij, de directeur van het bedrijf niet.
In [municipality: Valkenburg aan de Geul] stroomde alles onder.
De wijk heeft 4.000 woningen en is van 1965.
""".strip().splitlines()
