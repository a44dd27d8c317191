-- name: of_finding
with
found as (
  select document, sentence, trigger_start as start, trigger_end as "end"
  from events
  where id = :id
  union all
  select document, sentence, json_extract(spans, '$[0][0]'), json_extract(spans, '$[0][1]')
  from quotes
  where id = :id
  union all
  select document, sentence, start, "end"
  from facts
  where id = :id
  union all
  select document, sentence, start, "end"
  from times
  where id = :id
)
select
  documents.id as document,
  documents.text,
  found.start,
  found."end",
  sentences.start as sentence_start,
  sentences."end" as sentence_end
from found
join documents on documents.number = found.document
left join sentences on sentences.number = found.sentence

-- name: of_entity
with
shown as (
  select
    number,
    document,
    id,
    profile not in (select profile from appearances where id in (select value from json_each(:without))) as is_other
  from appearances
  where entity in (select entity from appearances where id = :id)
    and id not in (select value from json_each(:without))
    and (not :is_alone or id = :id)
  order by is_other, id
  limit :most
),
found as (
  select
    shown.id,
    documents.id as document,
    documents.text,
    mentions.start,
    mentions."end",
    (
      select number
      from sentences
      where sentences.document = mentions.document and sentences.start <= mentions.start
      order by sentences.start desc
      limit 1
    ) as sentence,
    row_number() over (partition by shown.id order by mentions.form <> 'name', mentions.start) as nth,
    shown.is_other
  from shown
  join documents on documents.number = shown.document
  join mentions on mentions.document = shown.document and mentions.appearance = shown.number
)
select found.*, sentences.start as sentence_start, sentences."end" as sentence_end
from found
left join sentences on sentences.number = found.sentence
where nth = 1
order by found.is_other, found.id

-- name: of_words
select
  documents.id as document,
  documents.text,
  :start as start,
  :end as "end",
  sentences.start as sentence_start,
  sentences."end" as sentence_end
from documents
left join sentences
  on sentences.document = coalesce(documents.copy_of, documents.number)
  and sentences.start <= :start
  and sentences."end" >= :end
where documents.id = :document

-- name: write
insert into anchors (correction, part, rank, document, sentence, nth, start, "end")
values (:correction, :part, :rank, :document, :sentence, :nth, :start, :end)

-- name: kept
select part, document, sentence, nth, start, "end" from anchors where correction = :correction order by part, rank

-- name: waiting
select anchors.*, corrections.id, corrections.judgement, corrections.target
from anchors
join corrections on corrections.number = anchors.correction
where anchors.document in (
    select same.id
    from documents
    join documents as same on same.hash = documents.hash
    where documents.number = :document
  )
  and anchors.now is null
order by corrections.judgement <> 'event add', corrections.number, anchors.part, anchors.rank

-- name: text
select text from documents where number = :document

-- name: found
update anchors
set now = :now, there = iif(:now is null, null, :there), at = iif(:now is null, null, :at)
where correction = :correction and part = :part and rank = :rank

-- name: stand
update corrections
set appearance = (
  select appearances.number
  from anchors
  join appearances on appearances.id = anchors.now and appearances.document = anchors.there
  where anchors.correction = corrections.number and anchors.part = 'target'
  order by anchors.rank
  limit 1
)
where number in (select value from json_each(:corrections)) and judgement like 'entity %'

-- name: leave
update anchors set now = null, there = null, at = null where there = :document returning correction

-- name: same_text
select others.number
from documents
join documents as others on others.hash = documents.hash
where documents.number = :document and others.number <> :document and others.copy_of is null

-- name: appearance
select appearances.id
from mentions
join appearances on appearances.number = mentions.appearance
where mentions.document = :document and mentions.start = :start and mentions."end" = :end

-- name: same
select id from events where id = :target and document = :document and :kind = 'event'
union
select id from quotes where id = :target and document = :document and :kind = 'quote'
union
select id from facts where id = :target and document = :document and :kind = 'fact'
union
select id from times where id = :target and document = :document and :kind = 'time'
union
select id from overruled where id = :target and document = :document and kind = :kind
union
select corrections.id
from corrections
join anchors on anchors.correction = corrections.number and anchors.part = 'target'
where corrections.id = :target and corrections.judgement = 'event add' and :kind = 'event' and anchors.there = :document

-- name: on_words
select id from events where document = :document and trigger_start = :start and trigger_end = :end and :kind = 'event'
union
select id
from quotes
where document = :document
  and json_extract(spans, '$[0][0]') = :start
  and json_extract(spans, '$[0][1]') = :end
  and :kind = 'quote'
union
select id from facts where document = :document and start = :start and "end" = :end and :kind = 'fact'
union
select id from times where document = :document and start = :start and "end" = :end and :kind = 'time'
union
select id
from overruled
where document = :document
  and kind = :kind
  and coalesce(
    json_extract("row", '$.trigger_start'),
    json_extract(json_extract("row", '$.spans'), '$[0][0]'),
    json_extract("row", '$.start')
  ) = :start
  and coalesce(
    json_extract("row", '$.trigger_end'),
    json_extract(json_extract("row", '$.spans'), '$[0][1]'),
    json_extract("row", '$.end')
  ) = :end
