-- name: wordings
select
  quotes.number,
  quotes.document,
  quotes.start,
  quotes."end",
  quotes.kind,
  quotes.spans,
  quotes.quoted,
  documents.date,
  documents.text
from quotes
join documents on documents.number = quotes.document
where quotes.number in (select value from json_each(:quotes)) and quotes.kind <> 'indirect'

-- name: proposed
select quote from quote_prints where hash = :hash limit :most

-- name: keep_print
insert into quote_prints (hash, quote) values (:hash, :quote)

-- name: erase_print
delete from quote_prints where hash = :hash and quote = :quote

-- name: keep_likeness
insert into likenesses (one, other, likeness) values (:one, :other, :likeness)

-- name: beside
select distinct other
from likenesses
where one in (select value from json_each(:quotes)) and other not in (select value from json_each(:quotes))

-- name: erase_likenesses_of
delete from likenesses
where (one, other) in (
  select other, one
  from likenesses
  where one in (select value from json_each(:quotes))
)

-- name: erase_likenesses
delete from likenesses where one in (select value from json_each(:quotes))

-- name: utterances
select distinct utterance from quotes where number in (select value from json_each(:quotes))

-- name: region
with recursive
region (quote) as (
  select value from json_each(:quotes)
  union
  select likenesses.other
  from region
  join likenesses on likenesses.one = region.quote
)
select quote from region

-- name: likenesses
select one, other, likeness from likenesses where one in (select value from json_each(:quotes))

-- name: stand_alone
update quotes set utterance = null where number in (select value from json_each(:quotes)) and utterance is not null

-- name: give
update quotes set utterance = :utterance where number in (select value from json_each(:quotes))
