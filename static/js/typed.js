// The fields of a form that differ from how the page came: somebody types sooner than the scripts arrive.
const differs = {
  checkbox: (field) => field.checked !== field.defaultChecked,
  radio: (field) => field.checked !== field.defaultChecked,
  "select-one": differsInChoice,
  "select-multiple": differsInChoice,
};
const PASSED_OVER = ["hidden", "submit", "button", "file", "fieldset", "output"];

function differsInChoice(field) {
  const came = [...field.options].filter((option) => option.defaultSelected);
  if (!came.length && field.type === "select-one") return field.selectedIndex > 0;
  return [...field.options].some((option) => option.selected !== came.includes(option));
}

export const typedIn = (form) =>
  [...form.elements].filter(
    (field) =>
      field.name &&
      !PASSED_OVER.includes(field.type) &&
      (differs[field.type]?.(field) ?? field.value !== field.defaultValue),
  );
