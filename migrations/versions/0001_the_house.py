"""The first house: all tables, and the full-text index."""

import sqlalchemy as sa
from alembic import op

from app.core import fulltext
from app.core.database import Moment

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_key_attempt_at'), ['key', 'at'], unique=False)

    op.create_table('email',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('due_at', Moment(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('sent_at', Moment(), nullable=True),
    sa.Column('failed_at', Moment(), nullable=True),
    sa.Column('fault', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_email')),
    sa.UniqueConstraint('key', name=op.f('uq_email_key'))
    )
    with op.batch_alter_table('email', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_email_sent_at_email_due_at'), ['sent_at', 'due_at'], unique=False)

    op.create_table('organisation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('other_names', sa.String(length=250), nullable=False),
    sa.Column('slug', sa.String(length=120), nullable=False),
    sa.Column('cbs_code', sa.String(length=10), nullable=True),
    sa.Column('tooi_uri', sa.String(length=200), nullable=True),
    sa.Column('inhabitants', sa.Integer(), nullable=True),
    sa.Column('province', sa.String(length=40), nullable=True),
    sa.Column('size', sa.String(length=20), nullable=True),
    sa.Column('part', sa.String(length=20), nullable=True),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.Column('mail_domains', sa.String(length=250), nullable=False),
    sa.Column('is_partner', sa.Boolean(), nullable=False),
    sa.Column('is_demonstration', sa.Boolean(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('successor_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['successor_id'], ['organisation.id'], name=op.f('fk_organisation_successor_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation')),
    sa.UniqueConstraint('cbs_code', name=op.f('uq_organisation_cbs_code')),
    sa.UniqueConstraint('slug', name=op.f('uq_organisation_slug'))
    )
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_kind_organisation_name'), ['kind', 'name'], unique=False)

    op.create_table('revision',
    sa.Column('name', sa.String(length=20), nullable=False),
    sa.Column('epoch', sa.String(length=26), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_revision'))
    )
    op.create_table('term',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dimension', sa.Enum('theme', 'phase', 'barrier', 'lever', 'scale', 'role', 'organisation_kind', 'question_kind', 'route', name='dimension', native_enum=False, length=30), nullable=False),
    sa.Column('code', sa.String(length=100), nullable=False),
    sa.Column('slug', sa.String(length=100), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name_nl', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=120), nullable=False),
    sa.Column('scope', sa.Text(), nullable=False),
    sa.Column('not_this', sa.Text(), nullable=False),
    sa.Column('synonyms', sa.JSON(), nullable=False),
    sa.Column('related', sa.JSON(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('replaced_by_id', sa.Integer(), nullable=True),
    sa.Column('is_group', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['parent_id'], ['term.id'], name=op.f('fk_term_parent_id')),
    sa.ForeignKeyConstraint(['replaced_by_id'], ['term.id'], name=op.f('fk_term_replaced_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_term')),
    sa.UniqueConstraint('dimension', 'code', name=op.f('uq_term_dimension_code')),
    sa.UniqueConstraint('dimension', 'slug', name=op.f('uq_term_dimension_slug'))
    )
    with op.batch_alter_table('term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_term_parent_id'), ['parent_id'], unique=False)

    op.create_table('user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=26), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('given_name', sa.String(length=100), nullable=False),
    sa.Column('infix', sa.String(length=30), nullable=False),
    sa.Column('family_name', sa.String(length=150), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('closed_at', Moment(), nullable=True),
    sa.Column('is_demonstration', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user')),
    sa.UniqueConstraint('email', name=op.f('uq_user_email')),
    sa.UniqueConstraint('public_id', name=op.f('uq_user_public_id'))
    )
    op.create_table('challenge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=26), nullable=False),
    sa.Column('slug', sa.String(length=90), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('draft', 'published', 'closed', name='challengestatus', native_enum=False, length=30), nullable=False),
    sa.Column('title', sa.String(length=150), nullable=False),
    sa.Column('situation', sa.Text(), nullable=False),
    sa.Column('process', sa.Text(), nullable=False),
    sa.Column('tried', sa.Text(), nullable=False),
    sa.Column('fixed', sa.Text(), nullable=False),
    sa.Column('questions', sa.Text(), nullable=False),
    sa.Column('usable_answer', sa.Text(), nullable=False),
    sa.Column('neighbourhood', sa.String(length=120), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.Column('closes_on', sa.Date(), nullable=True),
    sa.Column('visible_from', sa.Date(), nullable=True),
    sa.Column('posted_by_role', sa.String(length=100), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('published_at', Moment(), nullable=True),
    sa.Column('closed_at', Moment(), nullable=True),
    sa.Column('closing_note', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('typed', sa.JSON(), nullable=True),
    sa.Column('external_ref', sa.String(length=100), nullable=True),
    sa.Column('is_demonstration', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_challenge_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_challenge')),
    sa.UniqueConstraint('external_ref', name=op.f('uq_challenge_external_ref')),
    sa.UniqueConstraint('public_id', name=op.f('uq_challenge_public_id')),
    sa.UniqueConstraint('slug', name=op.f('uq_challenge_slug'))
    )
    with op.batch_alter_table('challenge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_challenge_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_challenge_status_challenge_closes_on'), ['status', 'closes_on'], unique=False)

    op.create_table('gathering',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=90), nullable=False),
    sa.Column('title', sa.String(length=150), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('walk', sa.String(length=200), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.Column('open_to', sa.String(length=300), nullable=False),
    sa.Column('partners', sa.JSON(), nullable=False),
    sa.Column('is_published', sa.Boolean(), nullable=False),
    sa.Column('external_ref', sa.String(length=100), nullable=True),
    sa.Column('is_demonstration', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_gathering_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gathering')),
    sa.UniqueConstraint('external_ref', name=op.f('uq_gathering_external_ref')),
    sa.UniqueConstraint('slug', name=op.f('uq_gathering_slug'))
    )
    with op.batch_alter_table('gathering', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gathering_on'), ['on'], unique=False)
        batch_op.create_index(batch_op.f('ix_gathering_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('host', 'member', 'coordinator', 'editor', 'administrator', name='role', native_enum=False, length=30), nullable=False),
    sa.Column('invited_by_id', sa.Integer(), nullable=True),
    sa.Column('expires_at', Moment(), nullable=False),
    sa.Column('accepted_at', Moment(), nullable=True),
    sa.Column('withdrawn_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['invited_by_id'], ['user.id'], name=op.f('fk_invitation_invited_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_invitation_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('host', 'member', 'coordinator', 'editor', 'administrator', name='role', native_enum=False, length=30), nullable=False),
    sa.Column('since', Moment(), nullable=False),
    sa.Column('ended_at', Moment(), nullable=True),
    sa.Column('given_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['given_by_id'], ['user.id'], name=op.f('fk_membership_given_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_membership_organisation_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_membership_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('user_id', 'organisation_id', 'role', name=op.f('uq_membership_user_id_organisation_id_role'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_user_id'), ['user_id'], unique=False)

    op.create_table('notification',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('path', sa.String(length=300), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('read_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_notification_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notification'))
    )
    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notification_user_id'), ['user_id'], unique=False)

    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=90), nullable=False),
    sa.Column('sentence', sa.String(length=250), nullable=False),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=True),
    sa.Column('route', sa.String(length=40), nullable=True),
    sa.Column('status', sa.Enum('new', 'sharpened', 'assigned', 'partly_answered', 'answered', 'parked', name='questionstatus', native_enum=False, length=30), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('owner_accepted_at', Moment(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('is_demonstration', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['user.id'], name=op.f('fk_question_created_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['owner_id'], ['organisation.id'], name=op.f('fk_question_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('slug', name=op.f('uq_question_slug'))
    )
    op.create_table('sign_in_link',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('next_path', sa.String(length=500), nullable=False),
    sa.Column('expires_at', Moment(), nullable=False),
    sa.Column('used_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_sign_in_link_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sign_in_link'))
    )
    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_link_user_id'), ['user_id'], unique=False)

    op.create_table('user_session',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('public_id', sa.String(length=26), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('browser', sa.String(length=100), nullable=False),
    sa.Column('began_at', Moment(), nullable=False),
    sa.Column('seen_at', Moment(), nullable=False),
    sa.Column('ended_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_user_session_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_user_session')),
    sa.UniqueConstraint('public_id', name=op.f('uq_user_session_public_id'))
    )
    with op.batch_alter_table('user_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_user_session_user_id'), ['user_id'], unique=False)

    op.create_table('work_address',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=True),
    sa.Column('expires_at', Moment(), nullable=True),
    sa.Column('confirmed_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_work_address_organisation_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_work_address_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_address')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_work_address_token_hash'))
    )
    with op.batch_alter_table('work_address', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_work_address_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_work_address_user_id'), ['user_id'], unique=False)

    op.create_table('agreement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('challenge_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('reader', sa.String(length=100), nullable=False),
    sa.Column('asked_at', Moment(), nullable=False),
    sa.Column('expires_at', Moment(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('agreed', sa.Boolean(), nullable=True),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.Column('answered_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['challenge_id'], ['challenge.id'], name=op.f('fk_agreement_challenge_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_agreement_token_hash'))
    )
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_challenge_id'), ['challenge_id'], unique=False)

    op.create_table('challenge_host',
    sa.Column('challenge_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['challenge_id'], ['challenge.id'], name=op.f('fk_challenge_host_challenge_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_challenge_host_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('challenge_id', 'user_id', name=op.f('pk_challenge_host'))
    )
    with op.batch_alter_table('challenge_host', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_challenge_host_user_id'), ['user_id'], unique=False)

    op.create_table('challenge_term',
    sa.Column('challenge_id', sa.Integer(), nullable=False),
    sa.Column('term_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['challenge_id'], ['challenge.id'], name=op.f('fk_challenge_term_challenge_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['term_id'], ['term.id'], name=op.f('fk_challenge_term_term_id')),
    sa.PrimaryKeyConstraint('challenge_id', 'term_id', name=op.f('pk_challenge_term'))
    )
    with op.batch_alter_table('challenge_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_challenge_term_term_id'), ['term_id'], unique=False)

    op.create_table('contribution',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=26), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('status', sa.Enum('received', 'reading', 'waiting_for_approval', 'published', 'returned', 'refused', 'withdrawn', name='status', native_enum=False, length=30), nullable=False),
    sa.Column('kind', sa.Enum('good', 'learned', 'experience', 'question', name='kind', native_enum=False, length=30), nullable=False),
    sa.Column('outcome', sa.Enum('succeeded', 'partly', 'running', 'stopped', 'not_applicable', name='outcome', native_enum=False, length=30), nullable=False),
    sa.Column('language', sa.String(length=5), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('lesson', sa.Text(), nullable=False),
    sa.Column('opinion', sa.Text(), nullable=False),
    sa.Column('audience', sa.Enum('public', 'members', name='audience', native_enum=False, length=30), nullable=False),
    sa.Column('names_organisation', sa.Boolean(), nullable=False),
    sa.Column('remove_more', sa.Boolean(), nullable=False),
    sa.Column('unchanged_is_fine', sa.Boolean(), nullable=False),
    sa.Column('visible_from', sa.Date(), nullable=True),
    sa.Column('place_id', sa.Integer(), nullable=True),
    sa.Column('neighbourhood', sa.String(length=120), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('organisation_name', sa.String(length=120), nullable=False),
    sa.Column('organisation_kind', sa.String(length=40), nullable=True),
    sa.Column('role', sa.String(length=40), nullable=True),
    sa.Column('confirmed_at', Moment(), nullable=True),
    sa.Column('confirmed_by', sa.String(length=10), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('challenge_id', sa.Integer(), nullable=True),
    sa.Column('submitted_at', Moment(), nullable=False),
    sa.Column('published_at', Moment(), nullable=True),
    sa.Column('clock_days', sa.Integer(), nullable=False),
    sa.Column('clock_since', sa.Date(), nullable=True),
    sa.Column('external_ref', sa.String(length=100), nullable=True),
    sa.Column('is_demonstration', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_contribution_author_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['challenge_id'], ['challenge.id'], name=op.f('fk_contribution_challenge_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_contribution_organisation_id')),
    sa.ForeignKeyConstraint(['place_id'], ['organisation.id'], name=op.f('fk_contribution_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contribution')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_contribution_code_hash')),
    sa.UniqueConstraint('external_ref', name=op.f('uq_contribution_external_ref')),
    sa.UniqueConstraint('public_id', name=op.f('uq_contribution_public_id'))
    )
    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contribution_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contribution_challenge_id'), ['challenge_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contribution_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contribution_status_contribution_submitted_at'), ['status', 'submitted_at'], unique=False)

    op.create_table('gathering_challenge',
    sa.Column('gathering_id', sa.Integer(), nullable=False),
    sa.Column('challenge_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['challenge_id'], ['challenge.id'], name=op.f('fk_gathering_challenge_challenge_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_gathering_challenge_gathering_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('gathering_id', 'challenge_id', name=op.f('pk_gathering_challenge'))
    )
    with op.batch_alter_table('gathering_challenge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gathering_challenge_challenge_id'), ['challenge_id'], unique=False)

    op.create_table('gathering_part',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('gathering_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('starts', sa.Time(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('who', sa.String(length=200), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('is_assumed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_gathering_part_gathering_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gathering_part'))
    )
    with op.batch_alter_table('gathering_part', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gathering_part_gathering_id'), ['gathering_id'], unique=False)

    op.create_table('gathering_stop',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('gathering_id', sa.Integer(), nullable=False),
    sa.Column('challenge_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['challenge_id'], ['challenge.id'], name=op.f('fk_gathering_stop_challenge_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_gathering_stop_gathering_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gathering_stop'))
    )
    with op.batch_alter_table('gathering_stop', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gathering_stop_gathering_id'), ['gathering_id'], unique=False)

    op.create_table('question_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('what', sa.String(length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_question_change_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_change_question_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_change'))
    )
    with op.batch_alter_table('question_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_change_question_id'), ['question_id'], unique=False)

    op.create_table('statement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_statement_question_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement'))
    )
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_question_id'), ['question_id'], unique=False)

    op.create_table('callback_address',
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('delete_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_callback_address_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contribution_id', name=op.f('pk_callback_address'))
    )
    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=26), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('challenge_id', sa.Integer(), nullable=True),
    sa.Column('typed', sa.JSON(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('changed_at', Moment(), nullable=False),
    sa.Column('sent_as_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['challenge_id'], ['challenge.id'], name=op.f('fk_draft_challenge_id')),
    sa.ForeignKeyConstraint(['sent_as_id'], ['contribution.id'], name=op.f('fk_draft_sent_as_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_draft_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('public_id', name=op.f('uq_draft_public_id')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_draft_secret_hash'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_user_id'), ['user_id'], unique=False)

    op.create_table('embedding',
    sa.Column('audience', sa.Enum('public', 'members', name='audience', native_enum=False, length=30), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('source_digest', sa.String(length=64), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_embedding_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('audience', 'contribution_id', name=op.f('pk_embedding'))
    )
    op.create_table('evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('statement_id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('stance', sa.Enum('supports', 'contradicts', 'nuances', name='stance', native_enum=False, length=30), nullable=False),
    sa.Column('field', sa.String(length=10), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('is_stale', sa.Boolean(), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=True),
    sa.Column('added_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['user.id'], name=op.f('fk_evidence_added_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_evidence_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_evidence_statement_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evidence_contribution_id'), ['contribution_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_statement_id'), ['statement_id'], unique=False)

    op.create_table('listing',
    sa.Column('audience', sa.Enum('public', 'members', name='audience', native_enum=False, length=30), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('gone', sa.Boolean(), nullable=False),
    sa.Column('month', sa.Date(), nullable=True),
    sa.Column('sort_title', sa.String(length=120), nullable=False),
    sa.Column('public_id', sa.String(length=26), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('size', sa.String(length=20), nullable=True),
    sa.Column('part', sa.String(length=20), nullable=True),
    sa.Column('period', sa.Integer(), nullable=True),
    sa.Column('organisation_kind', sa.String(length=40), nullable=True),
    sa.Column('challenge_id', sa.Integer(), nullable=True),
    sa.Column('term_ids', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_listing_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('audience', 'contribution_id', name=op.f('pk_listing'))
    )
    with op.batch_alter_table('listing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_listing_audience_listing_gone_listing_month_listing_sort_title'), ['audience', 'gone', 'month', 'sort_title'], unique=False)
        batch_op.create_index(batch_op.f('ix_listing_audience_listing_revision'), ['audience', 'revision'], unique=False)

    op.create_table('news_address',
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('confirmed_at', Moment(), nullable=True),
    sa.Column('delete_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_news_address_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contribution_id', name=op.f('pk_news_address')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_news_address_token_hash'))
    )
    op.create_table('proposal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('lesson', sa.Text(), nullable=False),
    sa.Column('opinion', sa.Text(), nullable=False),
    sa.Column('sent_at', Moment(), nullable=True),
    sa.Column('answered_at', Moment(), nullable=True),
    sa.Column('approved', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_proposal_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_proposal_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal'))
    )
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposal_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('reading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('reader_id', sa.Integer(), nullable=False),
    sa.Column('began_at', Moment(), nullable=False),
    sa.Column('accepted_at', Moment(), nullable=True),
    sa.Column('accepted_proposal_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_reading_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reader_id'], ['user.id'], name=op.f('fk_reading_reader_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading')),
    sa.UniqueConstraint('contribution_id', 'reader_id', name=op.f('uq_reading_contribution_id_reader_id'))
    )
    with op.batch_alter_table('reading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reading_reader_id'), ['reader_id'], unique=False)

    op.create_table('remark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('from_contributor', sa.Boolean(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_remark_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_remark_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remark'))
    )
    with op.batch_alter_table('remark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_remark_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('what', sa.String(length=40), nullable=False),
    sa.Column('by_role', sa.String(length=20), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_step_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_step_contribution_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_step'))
    )
    with op.batch_alter_table('step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_step_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('tag',
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('term_id', sa.Integer(), nullable=False),
    sa.Column('provenance', sa.Enum('contributor', 'suggestion', 'reviewer', 'member', 'import', name='provenance', native_enum=False, length=30), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_tag_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['term_id'], ['term.id'], name=op.f('fk_tag_term_id')),
    sa.PrimaryKeyConstraint('contribution_id', 'term_id', name=op.f('pk_tag'))
    )
    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tag_term_id'), ['term_id'], unique=False)

    op.create_table('view_of_hidden',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_view_of_hidden_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_view_of_hidden_user_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_view_of_hidden'))
    )
    with op.batch_alter_table('view_of_hidden', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_view_of_hidden_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('voice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=True),
    sa.Column('own_contribution_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], name=op.f('fk_voice_contribution_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_voice_draft_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['own_contribution_id'], ['contribution.id'], name=op.f('fk_voice_own_contribution_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voice'))
    )
    with op.batch_alter_table('voice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_voice_contribution_id'), ['contribution_id'], unique=False)

    fulltext.create(op.get_bind())


def downgrade() -> None:
    fulltext.drop(op.get_bind())
    with op.batch_alter_table('voice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_voice_contribution_id'))

    op.drop_table('voice')
    with op.batch_alter_table('view_of_hidden', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_view_of_hidden_contribution_id'))

    op.drop_table('view_of_hidden')
    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tag_term_id'))

    op.drop_table('tag')
    with op.batch_alter_table('step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_step_contribution_id'))

    op.drop_table('step')
    with op.batch_alter_table('remark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_remark_contribution_id'))

    op.drop_table('remark')
    with op.batch_alter_table('reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reading_reader_id'))

    op.drop_table('reading')
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proposal_contribution_id'))

    op.drop_table('proposal')
    op.drop_table('news_address')
    with op.batch_alter_table('listing', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_listing_audience_listing_revision'))
        batch_op.drop_index(batch_op.f('ix_listing_audience_listing_gone_listing_month_listing_sort_title'))

    op.drop_table('listing')
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evidence_statement_id'))
        batch_op.drop_index(batch_op.f('ix_evidence_contribution_id'))

    op.drop_table('evidence')
    op.drop_table('embedding')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_user_id'))

    op.drop_table('draft')
    op.drop_table('callback_address')
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_question_id'))

    op.drop_table('statement')
    with op.batch_alter_table('question_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_change_question_id'))

    op.drop_table('question_change')
    with op.batch_alter_table('gathering_stop', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gathering_stop_gathering_id'))

    op.drop_table('gathering_stop')
    with op.batch_alter_table('gathering_part', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gathering_part_gathering_id'))

    op.drop_table('gathering_part')
    with op.batch_alter_table('gathering_challenge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gathering_challenge_challenge_id'))

    op.drop_table('gathering_challenge')
    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contribution_status_contribution_submitted_at'))
        batch_op.drop_index(batch_op.f('ix_contribution_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_contribution_challenge_id'))
        batch_op.drop_index(batch_op.f('ix_contribution_author_id'))

    op.drop_table('contribution')
    with op.batch_alter_table('challenge_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_challenge_term_term_id'))

    op.drop_table('challenge_term')
    with op.batch_alter_table('challenge_host', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_challenge_host_user_id'))

    op.drop_table('challenge_host')
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_challenge_id'))

    op.drop_table('agreement')
    with op.batch_alter_table('work_address', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_work_address_user_id'))
        batch_op.drop_index(batch_op.f('ix_work_address_organisation_id'))

    op.drop_table('work_address')
    with op.batch_alter_table('user_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_user_session_user_id'))

    op.drop_table('user_session')
    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_link_user_id'))

    op.drop_table('sign_in_link')
    op.drop_table('question')
    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_notification_user_id'))

    op.drop_table('notification')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_user_id'))
        batch_op.drop_index(batch_op.f('ix_membership_organisation_id'))

    op.drop_table('membership')
    op.drop_table('invitation')
    with op.batch_alter_table('gathering', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gathering_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_gathering_on'))

    op.drop_table('gathering')
    with op.batch_alter_table('challenge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_challenge_status_challenge_closes_on'))
        batch_op.drop_index(batch_op.f('ix_challenge_organisation_id'))

    op.drop_table('challenge')
    op.drop_table('user')
    with op.batch_alter_table('term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_term_parent_id'))

    op.drop_table('term')
    op.drop_table('revision')
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_kind_organisation_name'))

    op.drop_table('organisation')
    with op.batch_alter_table('email', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_email_sent_at_email_due_at'))

    op.drop_table('email')
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attempt_key_attempt_at'))

    op.drop_table('attempt')
