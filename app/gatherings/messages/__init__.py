"""What people receive about a gathering."""

from app.gatherings.messages.tasks import has_a_task as has_a_task
