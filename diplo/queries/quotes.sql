-- Who said what to whom, by day of writing, or with :best the best match first; every quote, those of mental states too
-- unless :speech. :entities: all of them speak it or are named in its words; :about: any of them is named in its
-- words, whoever speaks. :since and :until are days of saying, of writing where that is not known.
-- Words are :words, or :common, which means the same and asks each quote whether it has them instead of gathering all
-- that have. With :once of several reports of the same words the earliest stands for all. :stepwise goes through the base day by day and ends with the limit: for questions to which very many
-- quotes are the answer. `reports` counts the texts that have these words and `independent` their stories: copies of one
-- text, edited or not, are one.
with
-- part: said
,
chosen as (
  select *
  from said
  where true
    and (said.utterance is null -- :once
      or not exists ( -- :once
        select 1 -- :once
        from quotes -- :once
        join documents on documents.number = quotes.document -- :once
        where quotes.utterance = said.utterance -- :once
          and (ifnull(documents.date, '~'), documents.id, quotes.start, quotes.id) < (said.day, said.document_id, said.place, said.quote) -- :once
          and +quotes.number in (select rowid from quote_words where quote_words match :words) -- :once
          and exists (select 1 from quote_words where quote_words.rowid = quotes.number and quote_words match :common) -- :once
-- part: saying_filters :once
      ) -- :once
    ) -- :once
-- part: said_order
  limit :limit
  offset :offset
)
-- shown
select
  quotes.id,
  documents.date as written,
  coalesce(speakers.name, speakers.description) as speaker,
  substr(documents.text, quotes.source_start + 1, quotes.source_end - quotes.source_start) as "source words",
  substr(documents.text, quotes.cue_start + 1, quotes.cue_end - quotes.cue_start) as cue,
  coalesce(hearers.name, hearers.description) as hearer,
  substr(documents.text, quotes.addressee_start + 1, quotes.addressee_end - quotes.addressee_start) as addressee,
  quotes.medium,
  substr(documents.text, quotes.occasion_start + 1, quotes.occasion_end - quotes.occasion_start) as occasion,
  quotes.earliest,
  quotes.latest,
  quotes.dated_by,
  quotes.text as said,
  coalesce(
    null,
    (select json_array(highlight(quote_words, 0, char(64976), char(64977)), quotes.spans, quotes.start, substr(documents.text, quotes.start + 1, quotes."end" - quotes.start)) from quote_words where rowid = quotes.number and quote_words match :words),
    (select json_array(highlight(quote_words, 0, char(64976), char(64977)), quotes.spans, quotes.start, substr(documents.text, quotes.start + 1, quotes."end" - quotes.start)) from quote_words where rowid = quotes.number and quote_words match :common),
    'null'
  ) as "matches [matches]",
  quotes.kind,
  quotes.speech,
  quotes.unnamed,
  quotes.within,
  (select coalesce(entities.name, entities.description) from quotes as outer_quotes left join entities on entities.number = outer_quotes.speaker where outer_quotes.id = quotes.within) as "reported by",
  quotes.spans as "spans [json]",
  documents.source,
  documents.id as document,
  (
    select count(distinct texts.number)
    from quotes as others
    join documents as texts on texts.number = others.document or texts.copy_of = others.document
    where (others.number = quotes.number or others.utterance = quotes.utterance)
      and texts.date <= :as_of
  ) as reports,
  (
    select count(distinct texts.story)
    from quotes as others
    join documents as texts on texts.number = others.document or texts.copy_of = others.document
    where (others.number = quotes.number or others.utterance = quotes.utterance)
      and texts.date <= :as_of
  ) as independent,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence
  , (select nullif(trim(substr(documents.text, min(start) + 1, around.first - min(start)), char(10, 13, 32)), '') from (select start from sentences where document = quotes.document and start < around.first order by start desc limit :context)) as before
  , substr(documents.text, around.first + 1, around.last - around.first) as passage, around.first as passage_start -- :context
  , (select nullif(trim(substr(documents.text, around.last + 1, max("end") - around.last), char(10, 13, 32)), '') from (select "end" from sentences where document = quotes.document and start >= around.last order by start limit :context)) as after
from chosen
join quotes on quotes.number = chosen.number
join ( -- :context
  select -- :context
    number, -- :context
    ifnull((select max(start) from sentences where document = quotes.document and start <= quotes.start), start) as first, -- :context
    max("end", ifnull((select max("end") from sentences where document = quotes.document and start < quotes."end"), 0)) as last -- :context
  from quotes -- :context
) as around on around.number = chosen.number -- :context
join documents on documents.number = quotes.document
left join entities as speakers on speakers.number = quotes.speaker
left join entities as hearers on hearers.number = quotes.hearer
left join sentences on sentences.number = quotes.sentence
-- part: said_order
