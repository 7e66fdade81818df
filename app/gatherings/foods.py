"""What people can say that they do not eat: in terms of food, never of a reason."""

from app.core.wording import lazy

FOODS = {
    "vegetarian": lazy("No meat or fish"),
    "vegan": lazy("Nothing of animals"),
    "no_pork": lazy("No pork"),
    "no_nuts": lazy("No nuts"),
    "no_gluten": lazy("No gluten"),
    "no_dairy": lazy("No milk or cheese"),
    "no_fish": lazy("No fish or shellfish"),
    "no_alcohol": lazy("No alcohol"),
}
