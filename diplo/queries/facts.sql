-- What texts say of people and organizations, each fact once: from the first to the last day on which it was reported
-- or stated to hold, and when it was over. :as_of: what holds on that day, as far as was written by then.
with
-- part: told
,
-- part: terms
,
chosen as (
  select
    terms.*,
    coalesce(entities.name, entities.description) as name,
    entities.id as subject_id,
    row_number() over (order by coalesce(entities.name, entities.description), entities.id, terms.predicate <> 'role', terms.predicate, coalesce(terms.first, terms.last, terms.over_by) is null, coalesce(terms.first, terms.last, terms.over_by), terms.last_report) as rank
  from terms
  join entities on entities.number = terms.subject
  where true
    and terms.over_by is null -- :as_of
    and (terms.is_held or terms.is_within) -- :as_of
    and (terms.predicate = 'born' or terms.stated_last is null or terms.stated_last >= :as_of or terms.stated_last < terms.reported_last)
  order by rank -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  facts.id,
  chosen.name,
  chosen.subject_id as subject,
  facts.predicate,
  facts.object,
  coalesce(others.name, others.description) as other,
  exists (select 1 from mentions where document = facts.document and start >= facts.start and start < facts."end" and entity = others.number) as "names it",
  chosen.first,
  chosen.last,
  case chosen.first when chosen.stated_first then 'stated' when chosen.reported_first then 'reported' end as "begin",
  case chosen.last when chosen.stated_last then 'stated' when chosen.reported_last then 'reported' end as "end",
  chosen.over_by as "over by",
  iif(chosen.is_held, null, chosen.ahead) as "ahead on",
  chosen.documents,
  facts.written,
  (select id from documents where number = facts.document) as document
from chosen
join facts on facts.number = cast(substr(chosen.last_report, -12) as integer)
left join entities as others on others.number = chosen.about
order by chosen.rank
