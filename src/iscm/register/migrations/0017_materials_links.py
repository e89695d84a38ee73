"""Materials of meetings, files that nobody could read and somebody looked at, and visits to the links shown."""

import django.db.models.deletion
import iscm.register.models.meeting_materials
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0016_rooms'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('url', models.TextField()),
                ('state', models.CharField(db_index=True, max_length=12)),
                ('message', models.CharField(blank=True, max_length=500)),
                ('moved_to', models.TextField(blank=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('failing_since', models.DateTimeField(null=True)),
                ('checked_at', models.DateTimeField(db_index=True)),
                ('etag', models.CharField(blank=True, max_length=500)),
                ('last_modified', models.CharField(blank=True, max_length=500)),
                ('archived', models.CharField(blank=True, max_length=1000)),
                ('dismissed_at', models.DateTimeField(null=True)),
                ('dismissed_by', models.CharField(blank=True, max_length=150)),
                ('dismissed_reason', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=iscm.register.models.meeting_materials.new_address, editable=False, max_length=36, unique=True)),
                ('url', models.CharField(blank=True, max_length=1000)),
                ('name', models.CharField(blank=True, max_length=500)),
                ('form', models.CharField(blank=True, max_length=10)),
                ('size', models.PositiveIntegerField(default=0)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('lang', models.CharField(default='und', max_length=35)),
                ('is_public', models.BooleanField(default=False)),
                ('by', models.CharField(max_length=150)),
                ('at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='register.meeting')),
                ('received', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='register.received')),
                ('submission', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='material', to='register.submission')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='UnreadDismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(max_length=150)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('received', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to='register.received')),
            ],
            options={
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('received',), name='unread_once')],
            },
        ),
    ]
