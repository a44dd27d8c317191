-- What people put right, oldest first, with the words that each correction stands on and what has become of it.
with
chosen as (
  select
    corrections.number,
    corrections.made,
    corrections.id,
    iif(
      corrections.state like '%gone' and not exists (
        select 1
        from anchors
        join documents on documents.id = anchors.document
        where anchors.correction = corrections.number and anchors.part = 'target'
      ),
      'not applied: its document is not in the base',
      corrections.state
    ) as state
  from corrections
  where true
    and corrections.author in (select value from json_each(:author))
    and substr(corrections.judgement, 1, instr(corrections.judgement, ' ') - 1) in (select value from json_each(:kind))
    and corrections.number in (select correction from anchors where part = 'target' and document = :document)
    and corrections.number in (select anchors.correction from anchors join appearances on appearances.id = anchors.now where appearances.entity in (select entity from appearances where id in (select value from json_each(:entities))))
    and substr(corrections.made, 1, 10) >= :since
    and substr(corrections.made, 1, 10) <= :until
    and corrections.state like 'not applied%' -- :waiting
  order by corrections.made, corrections.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  corrections.id,
  substr(corrections.made, 1, 10) as day,
  corrections.author,
  corrections.judgement,
  corrections.value as "set [json]",
  substr(anchors.sentence, anchors.start + 1, anchors."end" - anchors.start) as words,
  corrections.reason,
  chosen.state,
  anchors.document,
  anchors.sentence,
  coalesce(anchors.now, corrections.target) as target
from chosen
join corrections on corrections.number = chosen.number
left join anchors on anchors.correction = corrections.number and anchors.part = 'target' and anchors.rank = 0
order by chosen.made, chosen.id
