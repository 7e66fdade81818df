"""What people start at a gathering."""

from app.gatherings.routes import programme as programme
from app.gatherings.routes.blueprint import blueprint as blueprint
