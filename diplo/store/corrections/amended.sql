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
select anchors.part, appearances.number as appearance, appearances.entity, min(anchors.rank)
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
select appearance, entity, role from participants where event = :event

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
  null as place_appearance,
  'by hand' as rule,
  null as time,
  null as status_cue_start,
  null as status_cue_end,
  null as reason,
  null as after,
  null as asserted_by,
  anchors.at as chain,
  0 as step
from corrections
join anchors on anchors.correction = corrections.number and anchors.part = 'target'
where corrections.id = :id

-- name: time_by_hand
select earliest, latest, iif(coalesce(earliest, latest) is null, null, 'stated') as dated_by, null as reason
from times
where number = :time and id in (select id from overruled)

-- name: entity_of
select entity from appearances where number = :appearance

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

-- name: out_of_place
with
ignored as (select number from entities where ignored)
select events.id from ignored join participants on participants.entity = ignored.number join events on events.number = participants.event
union
select events.id from ignored join events on events.place = ignored.number
union
select quotes.id from ignored join quotes on quotes.speaker = ignored.number
union
select quotes.id from ignored join quotes on quotes.hearer = ignored.number
union
select facts.id from ignored join facts on facts.subject = ignored.number
union
select facts.id from ignored join facts on facts.other = ignored.number
union
select overruled.id
from overruled
join json_each(overruled.ignored) as one
left join appearances on appearances.number = one.value
where overruled.ignored is not null
  and coalesce(appearances.entity, 0) not in (select number from ignored)
