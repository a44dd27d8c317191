-- name: among
select 1
from corrections
where number in (select value from json_each(:corrections)) and judgement in ('entity merge', 'entity split')
limit 1

-- name: standing
select anchors.correction, anchors.part, anchors.now, profiles.called, profiles.posts
from corrections
join anchors on anchors.correction = corrections.number
join appearances on appearances.id = anchors.now and appearances.document = anchors.there
join profiles on profiles.number = appearances.profile
where corrections.judgement in ('entity merge', 'entity split')
order by anchors.correction, anchors.part, anchors.rank

-- name: had
select one, other, verdict from judgements

-- name: erase
delete from judgements where one = ? and other = ?

-- name: write
insert into judgements (one, other, verdict) values (?, ?, ?)

-- name: mark
with
standing as (
  select anchors.correction, anchors.part, appearances.entity, min(anchors.rank)
  from corrections
  join anchors on anchors.correction = corrections.number
  join appearances on appearances.id = anchors.now and appearances.document = anchors.there
  where corrections.judgement in ('entity merge', 'entity split')
  group by anchors.correction, anchors.part
),
seen as (
  select
    targets.correction,
    max(targets.entity = others.entity) as is_one
  from standing as targets
  join standing as others using (correction)
  where targets.part = 'target' and others.part <> 'target'
  group by targets.correction
)
update corrections
set state = case (select is_one from seen where correction = corrections.number)
    when judgement = 'entity merge' then 'applied'
    when judgement <> 'entity merge' then 'overruled'
    else 'not applied: its words are gone'
  end
where judgement in ('entity merge', 'entity split')
