-- name: told
select
  events.number,
  events.type,
  events.mode,
  events.status,
  events.earliest,
  events.latest,
  events.dated_by is 'stated' as is_stated,
  substr(documents.text, events.trigger_start + 1, events.trigger_end - events.trigger_start) as "trigger",
  substr(documents.text, max(events.trigger_start - 60, 0) + 1, min(events.trigger_start, 60)) as before,
  documents.date as written,
  events.place,
  exists (select 1 from times where times.document = events.document and times.sentence = events.sentence) as is_beside_time,
  (
    select json_group_array(json_array(entity, role, profile is not null))
    from (
      select participants.entity, participants.role, appearances.profile
      from participants
      join appearances on appearances.number = participants.appearance
      where participants.event = events.number
      order by appearances.id, participants.role
    )
  ) as parties
from events
join documents on documents.number = events.document
where events.document = :document and events.type is not 'STATEMENT'
order by events.trigger_start, events.id

-- name: pair
insert or ignore into pairings (event, kind, one, other, earliest, latest, form)
values (?, ?, ?, ?, ?, ?, ?)

-- name: retell
update events set retold = :first where number = :number

-- name: unpair
delete from pairings where event in (select number from events where document = :document)

-- name: disturbed
select distinct others.number as event
from events
join events as others on others.happening = events.happening
where events.document = :document and others.document <> :document and others.retold is null

-- name: forget
update events
set happening = null, standing = 0, retold = null
where document = :document and (happening is not null or retold is not null)

-- name: of_document
select number as event
from events
where document = :document and type is not 'STATEMENT' and retold is null and (   -- others stand alone
  happening is not null
  or exists (select 1 from pairings where pairings.event = events.number)
  or exists (select 1 from events as again where again.retold = events.number)
)

-- name: same_day
select distinct others.event
from pairings
join pairings as others using (kind, one, other, earliest)
where pairings.event in (select value from json_each(:events)) and pairings.form = 'day' and others.form = 'day'

-- name: over_day
select distinct others.event
from pairings
join pairings as others
  on others.kind = pairings.kind and others.one = pairings.one and others.other = pairings.other
  and others.earliest between date(pairings.earliest, '-' || :ahead || ' days') and pairings.earliest
  and others.latest >= pairings.earliest
where pairings.event in (select value from json_each(:events)) and pairings.form = 'day' and others.form <> 'day'

-- name: same_stretch
select distinct others.event
from pairings
join pairings as others using (kind, one, other, earliest, latest)
where pairings.event in (select value from json_each(:events)) and pairings.form = 'stretch' and others.form = 'stretch'

-- name: days_within
select distinct others.event
from pairings
join pairings as others
  on others.kind = pairings.kind and others.one = pairings.one and others.other = pairings.other
  and others.earliest between pairings.earliest and pairings.latest
where pairings.event in (select value from json_each(:events)) and pairings.form <> 'day' and others.form = 'day'

-- name: together
select distinct others.number as event
from events
join events as others on others.happening = events.happening
where events.number in (select value from json_each(:events)) and others.retold is null

-- name: units
select
  events.number,
  events.happening,
  events.mode,
  events.place,
  events.status,
  documents.date as written,
  (
    select json_group_array(json_array(kind, one, other, earliest, latest, form, personal))
    from (
      select
        pairings.*,
        exists (select 1 from entities where number in (one, other) and coalesce(kind_read, entities.kind) = 'person') as personal
      from pairings
      where event = events.number
    )
  ) as pairings
from events
join documents on documents.number = events.document
where events.number in (select value from json_each(:events))
order by events.number

-- name: reports
select
  events.number,
  events.retold,
  events.happening,
  events.standing,
  events.status,
  events.dated_by,
  events.earliest,
  events.latest,
  documents.date as written,
  documents.id as document,
  events.trigger_start
from events
join documents on documents.number = events.document
where events.number in (select value from json_each(:events))
  or events.retold in (select value from json_each(:events))

-- name: give
update events set happening = :happening, standing = :standing where number = :number
