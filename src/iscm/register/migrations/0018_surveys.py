"""Surveys, every version of every answer, and who was asked by mail."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0017_materials_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('year', models.PositiveSmallIntegerField(db_index=True)),
                ('initiative', models.CharField(max_length=60)),
                ('intro', models.TextField(blank=True)),
                ('questions', models.JSONField(default=list)),
                ('due', models.DateField(null=True)),
                ('phase', models.CharField(max_length=10)),
                ('made_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-year', '-id'),
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mechanism', models.CharField(max_length=60)),
                ('version', models.PositiveIntegerField()),
                ('values', models.JSONField(default=dict)),
                ('state', models.CharField(max_length=10)),
                ('lang', models.CharField(max_length=35)),
                ('sender', models.CharField(max_length=150)),
                ('owner', models.CharField(blank=True, max_length=100)),
                ('at', models.DateTimeField()),
                ('decided_by', models.CharField(blank=True, max_length=150)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('received', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='survey_answers', to='register.received')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='register.survey')),
            ],
            options={
                'ordering': ('survey_id', 'mechanism', 'version'),
                'constraints': [models.UniqueConstraint(fields=('survey', 'mechanism', 'version'), name='survey_answer_version')],
            },
        ),
        migrations.CreateModel(
            name='SurveyMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mechanism', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=12)),
                ('address', models.CharField(max_length=254)),
                ('at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='register.survey')),
            ],
            options={
                'ordering': ('id',),
                'indexes': [models.Index(fields=['survey', 'mechanism', 'id'], name='survey_mail_to')],
            },
        ),
    ]
