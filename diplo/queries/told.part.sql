wanted as (select distinct entity from appearances where id in (select value from json_each(:entities))),
told as (
  select facts.*
  from facts
  where true
    and facts.number in (select number from facts where subject in wanted union all select number from facts where other in wanted) -- :entities
    and (select count(*) from wanted where entity in (facts.subject, facts.other)) = (select count(*) from wanted) -- :entities
    and facts.subject not in (select entity from appearances where id in (select value from json_each(:not_person)))
    and facts.predicate in (select value from json_each(:predicate))
    and facts.subject in (select number from entities where kind in (select value from json_each(:kind)))
    and facts.document in (select coalesce(copy_of, number) from documents where source collate nocase in (select value from json_each(:source)))
    and facts.document = (select coalesce(copy_of, number) from documents where id = :document)
    and facts.written >= :since
    and facts.written <= :until
    and facts.written <= :as_of
    and facts.sentence in (select rowid from sentence_words where sentence_words match :words)
)
