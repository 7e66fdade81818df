"""What a person starts at a challenge."""

from app.challenges.routes import challenge as challenge
from app.challenges.routes import hosts as hosts
from app.challenges.routes import round as round
from app.challenges.routes.blueprint import blueprint as blueprint
