-- The sentences in which what is looked for stands, by number, in no order: where a quotation may be found.
with
chosen as (
  select rowid as number
  from sentence_words
  where true
    and sentence_words match :words
    and exists (select 1 from sentences join documents on documents.number = sentences.document where sentences.number = sentence_words.rowid and documents.number in (select coalesce(copy_of, number) from documents where source collate nocase in (select value from json_each(:source))))
    and exists (select 1 from sentences join documents on documents.number = sentences.document where sentences.number = sentence_words.rowid and documents.number = (select coalesce(copy_of, number) from documents where id = :document))
    and exists (select 1 from sentences join documents on documents.number = sentences.document where sentences.number = sentence_words.rowid and documents.date >= :since)
    and exists (select 1 from sentences join documents on documents.number = sentences.document where sentences.number = sentence_words.rowid and documents.date <= :until)
    and exists (select 1 from sentences join documents on documents.number = sentences.document where sentences.number = sentence_words.rowid and documents.date <= :as_of)
  limit :limit
  offset :offset
)
-- shown
select number from chosen
