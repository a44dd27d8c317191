-- Who is quoted how much, most quotes first; the filters are those of quotes.
with
-- part: said
,
-- part: told_once
,
chosen as (
  select
    whose,
    min(name) as name,
    min(known) as known,
    min(speaker) as speaker,
    count(*) as quotes,
    sum(words) as words,
    count(distinct document) as documents
  from by_source
  group by whose
  order by quotes desc, words desc, name is null, name, whose -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  chosen.name,
  chosen.known,
  iif(chosen.known = 'named', (
-- part: role
  ), null) as role,
  chosen.quotes,
  chosen.words,
  round(100.0 * chosen.words / (select sum(words) from by_source), 1) as share,
  (select count(*) from by_source where by_source.whose = chosen.whose and by_source.kind = 'direct') as direct,
  (select count(*) from by_source where by_source.whose = chosen.whose and by_source.kind = 'mixed') as mixed,
  (select count(*) from by_source where by_source.whose = chosen.whose and by_source.kind = 'indirect') as indirect,
  chosen.documents,
  iif(chosen.known in ('named', 'described'), entities.id, null) as id
from chosen
left join entities on entities.number = chosen.speaker
order by chosen.quotes desc, chosen.words desc, chosen.name is null, chosen.name, chosen.whose
