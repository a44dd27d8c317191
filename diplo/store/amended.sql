-- name: any
select 1 from corrections limit 1

-- name: findings_of
select now as id
from anchors
join corrections on corrections.number = anchors.correction
where anchors.correction in (select value from json_each(:corrections))
  and anchors.part = 'target'
  and anchors.now is not null
  and corrections.judgement not like 'entity %'
union
select events.id
from anchors
join times on times.id = anchors.now
join events on events.time = times.number
where anchors.correction in (select value from json_each(:corrections)) and anchors.part = 'target'

-- name: entities_of
select appearances.entity
from anchors
join corrections on corrections.number = anchors.correction
join appearances on appearances.id = anchors.now and appearances.document = anchors.there
where anchors.correction in (select value from json_each(:corrections))
  and anchors.part = 'target'
  and corrections.judgement like 'entity %'

-- name: found
with
wanted as (select value as id from json_each(:ids))
select id, 'event' as kind, document from wanted join events using (id)
union
select id, 'quote', document from wanted join quotes using (id)
union
select id, 'fact', document from wanted join facts using (id)
union
select id, 'time', document from wanted join times using (id)
union
select id, kind, document from wanted join overruled using (id)
union
select corrections.id, 'event', anchors.there
from wanted
join corrections using (id)
join anchors on anchors.correction = corrections.number and anchors.part = 'target'
where corrections.judgement = 'event add' and anchors.there is not null

-- name: forget_overruled
delete from overruled where document = :document

-- name: take_overruled
delete from overruled where id = :id returning "row"

-- name: rulings
select corrections.number, corrections.judgement, corrections.value
from anchors
join corrections on corrections.number = anchors.correction
where anchors.now = :id and anchors.part = 'target' and corrections.judgement not like 'entity %'
order by corrections.made, corrections.id

-- name: meant
select anchors.part, appearances.entity, min(anchors.rank)
from anchors
join appearances on appearances.id = anchors.now and appearances.document = anchors.there
where anchors.correction = :correction and anchors.part <> 'target'
group by anchors.part

-- name: row_event
select * from events where id = :id

-- name: row_quote
select * from quotes where id = :id

-- name: row_fact
select * from facts where id = :id

-- name: row_time
select * from times where id = :id

-- name: participants
select entity, role from participants where event = :event

-- name: no_participants
delete from participants where event = :event

-- name: added
select
  :id as id,
  anchors.there as document,
  (
    select number
    from sentences
    where sentences.document = anchors.there and sentences.start <= anchors.at
    order by sentences.start desc
    limit 1
  ) as sentence,
  anchors.at as trigger_start,
  anchors.at + anchors."end" - anchors.start as trigger_end,
  null as type,
  null as mode,
  'happened' as status,
  null as earliest,
  null as latest,
  null as dated_by,
  null as place,
  'by hand' as rule,
  null as time,
  null as status_cue_start,
  null as status_cue_end,
  null as reason
from corrections
join anchors on anchors.correction = corrections.number and anchors.part = 'target'
where corrections.id = :id

-- name: time_by_hand
select earliest, latest, iif(earliest is null, null, 'stated') as dated_by, null as reason
from times
where number = :time and id in (select id from overruled)

-- name: appearance_of
select id as other from appearances where document = :document and entity = :one

-- name: entity_of
select entity as other from appearances where document = :document and id = :one

-- name: mark
update corrections set state = :state where number = :number

-- name: mark_gone
update corrections
set state = 'not applied: its words are gone'
where number in (select value from json_each(:corrections))
  and not exists (
    select 1
    from anchors
    where anchors.correction = corrections.number and anchors.part = 'target' and anchors.now is not null
  )

-- name: ignored
select number from entities where number in (select value from json_each(:entities)) and ignored

-- name: with_ignored
with
ignored as (select number from entities where ignored)
select id from events where document = :document and place in ignored
union
select events.id
from events
join participants on participants.event = events.number
where events.document = :document and participants.entity in ignored
union
select id from quotes where document = :document and speaker in ignored
union
select id from facts where document = :document and subject in ignored

-- name: involving
with
changed as (select value as entity from json_each(:entities))
select events.id from changed join participants using (entity) join events on events.number = participants.event
union
select events.id from changed join events on events.place = changed.entity
union
select quotes.id from changed join quotes on quotes.speaker = changed.entity
union
select facts.id from changed join facts on facts.subject = changed.entity
union
select overruled.id from changed join appearances using (entity) join overruled on overruled.document = appearances.document
union
select targets.now
from changed
join appearances using (entity)
join anchors on anchors.now = appearances.id and anchors.part <> 'target'
join anchors as targets on targets.correction = anchors.correction and targets.part = 'target'

-- name: kinds_as_read
update entities
set kind = coalesce(kind_read, kind), kind_read = null, ignored = 0
where number in (select value from json_each(:entities))

-- name: forget_given_names
delete from names
where entity in (select value from json_each(:entities)) and given and mentions <= 0 and documents <= 0

-- name: no_given_names
update names set given = 0 where entity in (select value from json_each(:entities)) and given

-- name: entity_rulings
select *
from (
  select
    corrections.number,
    corrections.id,
    corrections.made,
    corrections.judgement,
    corrections.value,
    appearances.entity,
    min(anchors.rank)
  from corrections
  join anchors on anchors.correction = corrections.number and anchors.part = 'target'
  join appearances on appearances.id = anchors.now and appearances.document = anchors.there
  where corrections.judgement in ('entity rename', 'entity kind', 'entity ignore', 'entity alias')
  group by corrections.number
)
where entity in (select value from json_each(:entities))
order by made, id

-- name: entity_rename
update entities set name = :name where number = :entity

-- name: entity_kind
update entities set kind_read = coalesce(kind_read, kind), kind = :kind where number = :entity

-- name: entity_ignore
update entities set ignored = 1 where number = :entity

-- name: give_name
insert into names (entity, name, folded, spelling, given)
values (:entity, :name, :folded, :spelling, 1)
on conflict (entity, name) do update set given = 1
returning number

-- name: give_word
insert or ignore into name_words (word, name, spelling) values (:word, :name, :spelling)
