-- The tables of a base. A number is a row's own key and joins tables; an id is what people see and type.
-- Offsets count code points of documents.text, end exclusive; days are ISO text; null is unknown.

create table if not exists runs (            -- every reading of texts: with what, and when
  number integer primary key,
  started text not null,
  diplo text not null,
  model text
);

create table if not exists documents (
  number integer primary key,
  id text not null unique,
  title text,
  date text,                                 -- the day it was written
  date_from text,
  source text,                               -- the outlet
  url text,
  date_notes text not null default '[]',     -- JSON: sentences on its date, such as others that it gives
  by_hand text not null default '[]',        -- JSON: the fields that a person set, which no ingest overrules
  hash text not null,                        -- SHA-256 of the text
  copy_of integer references documents,      -- the document of the same text that carries the findings
  story integer references documents,        -- of the documents that are one text with edits the first to come, or itself
  stale integer not null default 0,          -- 1: its findings are missing or older than its date; read it again
  run integer references runs,
  text text not null
);
create index if not exists documents_hash on documents (hash);
create index if not exists documents_date on documents (date);
create index if not exists documents_source on documents (source collate nocase, copy_of);
create index if not exists documents_day on documents (ifnull(date, '~'), id);   -- the order of what was said
create index if not exists documents_copy_of on documents (copy_of) where copy_of is not null;
create index if not exists documents_story on documents (story);

-- What a document was before another text came under its id, with what had been read from it.
create table if not exists versions (
  number integer primary key,
  document integer not null references documents on delete cascade,
  replaced text,                             -- the moment, in UTC
  title text,
  date text,
  text text not null,
  sentences text not null,                   -- JSON: [[start, end], ...]
  findings text not null                     -- JSON: what versions.sql gives of events, quotes and facts
);
create index if not exists versions_document on versions (document);

-- A few stretches of words of each text, as hashes, by which stories.py finds the texts that may be alike.
create table if not exists prints (
  hash integer not null,
  document integer not null,                 -- its number
  primary key (hash, document)
) without rowid;

create table if not exists sentences (
  number integer primary key,
  document integer not null references documents on delete cascade,
  start integer not null,
  "end" integer not null
);
create index if not exists sentences_document on sentences (document, start);

-- One row for whoever or whatever it is, across all documents. The tallies are kept as documents come and go.
create table if not exists entities (
  number integer primary key,
  id text not null,                          -- the smallest among its appearances' ids
  kind text not null,
  kind_read text,                            -- what the kind was read as, where a person set another
  name text,                                 -- the name that is fullest in most documents, unless a person set one
  description text,                          -- of one that has no name
  documents integer not null default 0,
  mentions integer not null default 0,
  events integer not null default 0,         -- as many as its timeline lists
  quotes integer not null default 0,         -- of its own words
  first_day text,
  last_day text,
  ignored integer not null default 0         -- 1: a person said that it is nobody and nothing
);
create index if not exists entities_id on entities (id);
create index if not exists entities_ignored on entities (number) where ignored;
create index if not exists entities_kind on entities (kind, events desc, quotes desc);

-- What documents that know the same of a name say of it, summed up; identity.py joins and parts these. `block`: the
-- only others that it may be one with, such as all of one surname.
create table if not exists profiles (
  number integer primary key,
  block text not null,
  called text not null,                      -- the name as it is compared
  posts text not null,                       -- JSON: the countries, organizations and roles that are stated
  seen integer not null,                     -- in so many documents
  company text not null,                     -- JSON: who else is named in these, and in how many
  entity integer references entities,        -- of all its appearances; null: they are decided one by one
  reason text,                               -- why that entity
  unique (block, called, posts)
);
create index if not exists profiles_called on profiles (called);
create index if not exists profiles_entity on profiles (entity);

-- An entity in a document. Its id is the smallest among its name mentions there, so every id that the entity
-- has ever had is found here. Findings and mentions belong to an appearance for good; the entity that stands beside
-- it in their rows is that of the appearance, and follows it when appearances are joined or parted.
create table if not exists appearances (
  number integer primary key,
  document integer not null references documents on delete cascade,
  entity integer not null references entities,
  id text not null,
  name text,                                 -- the fullest name it has there
  description text,                          -- of one that has no name
  profile integer references profiles,       -- null: it has no name
  company text not null default '[]',        -- JSON: who else is named there
  reason text,                               -- why that entity, where its profile does not say it
  doubt text                                 -- JSON: [[entity, why], ...]: whom it may be, the likeliest first
);
create index if not exists appearances_document on appearances (document);
create index if not exists appearances_entity on appearances (entity, id);
create index if not exists appearances_id on appearances (id);
create index if not exists appearances_profile on appearances (profile);
create index if not exists appearances_doubt on appearances (entity) where doubt is not null;

-- What people have said of pairs of appearances, by their ids; identity.py says what follows from each verdict.
create table if not exists judgements (
  one text not null,
  other text not null,
  verdict text not null check (verdict in ('same', 'different')),
  primary key (one, other)
) without rowid;
create index if not exists judgements_other on judgements (other);

-- The distinct names of an entity, as they stand in texts.
create table if not exists names (
  number integer primary key,
  entity integer not null references entities on delete cascade,
  name text not null,
  folded text not null,
  spelling text not null,                    -- the spelling key of the whole name
  mentions integer not null default 0,
  documents integer not null default 0,      -- in so many it is the fullest name
  given integer not null default 0,          -- 1: a person gave it
  unique (entity, name)
);
create index if not exists names_folded on names (folded);
create index if not exists names_spelling on names (spelling);

create table if not exists name_words (
  word text not null,
  name integer not null references names on delete cascade,
  spelling text not null,
  primary key (word, name)
) without rowid;
create index if not exists name_words_spelling on name_words (spelling);
create index if not exists name_words_name on name_words (name);

create table if not exists mentions (
  document integer not null references documents on delete cascade,
  start integer not null,
  "end" integer not null,
  appearance integer not null,
  entity integer not null,
  form text not null,
  rule text,
  primary key (document, start, "end")
) without rowid;

create table if not exists times (
  number integer primary key,
  id text not null unique,
  document integer not null references documents on delete cascade,
  sentence integer,
  start integer not null,
  "end" integer not null,
  type text not null,
  value text,
  earliest text,
  latest text,
  rule text not null,
  reason text
);
create index if not exists times_document on times (document);

create table if not exists events (
  number integer primary key,
  id text not null unique,
  document integer not null references documents on delete cascade,
  sentence integer,
  trigger_start integer not null,
  trigger_end integer not null,
  type text,
  mode text,
  status text not null,
  earliest text,
  latest text,
  dated_by text,
  place integer references entities,
  place_appearance integer,
  rule text not null,
  time integer references times,
  status_cue_start integer,
  status_cue_end integer,
  reason text,
  after text,                                -- the id of the event of this document that it came after, as told
  asserted_by text,                          -- the id of the quote in whose words it stands: a claim, not what the text tells
  chain integer not null,                    -- where the first event of that row of events stands, and which of
  step integer not null default 0,           -- them it is, from 0: events of one day are shown in this order
  retold integer,                            -- the event of this document that it tells again: "the talks"
  happening integer,                         -- of the events that are one the first to come; null: it stands alone
  standing integer not null default 0,       -- its place among these: 0 tells the day best
  day text not null as (coalesce(earliest, iif(latest is null, '~', ''))) virtual,   -- as in the diary
  listed integer not null as (type is not null or dated_by is 'stated') virtual      -- without --all
);
create index if not exists events_document on events (document);
create index if not exists events_place on events (place) where place is not null;
create index if not exists events_time on events (time) where time is not null;
create index if not exists events_happening on events (happening) where happening is not null;
create index if not exists events_retold on events (retold) where retold is not null;

create table if not exists participants (
  event integer not null references events on delete cascade,
  entity integer not null references entities,
  appearance integer not null,
  role text not null,
  primary key (event, appearance, role)
) without rowid;
create index if not exists participants_entity on participants (entity);

-- By what events may be one with others: their kind, two who are named and take part, and the days they may have been
-- on. happenings.py makes them from the events of a document and reads events.happening from them.
create table if not exists pairings (
  kind text not null,
  one integer not null,
  other integer not null,
  earliest text not null,
  latest text not null,
  form text not null,                        -- day; stretch, of days; without days: plan, after its text, or past
  event integer not null references events on delete cascade,
  primary key (kind, one, other, earliest, event)
) without rowid;
create index if not exists pairings_event on pairings (event);

-- Derived from events and participants: who or what is in which event, as a participant or as the place, in the
-- order of a timeline; entity 0 is in all of them. One range of it is one timeline, however large the base.
create table if not exists diary (
  entity integer not null,
  day text not null,                         -- the earliest day; '' where that end is open; undated '~', which sorts last
  event integer not null,
  latest text,
  listed integer not null,                   -- 0: with --all alone; 2: another row stands for its event
  primary key (entity, day, event)
) without rowid;

create table if not exists quotes (
  number integer primary key,
  id text not null unique,
  document integer not null references documents on delete cascade,
  sentence integer,
  start integer not null,
  "end" integer not null,
  kind text not null,
  speech integer not null,
  spans text not null,                       -- JSON: [[start, end], ...]
  quoted text not null,
  source_start integer,
  source_end integer,
  cue_start integer,
  cue_end integer,
  speaker integer references entities,
  speaker_appearance integer,
  rule text not null,
  text text not null,                        -- the words of its spans
  addressee_start integer,                   -- the words that name to whom it was said
  addressee_end integer,
  hearer integer references entities,        -- whom these words name
  hearer_appearance integer,
  medium text,                               -- interview, statement, post, ...
  medium_start integer,                      -- the words that tell it; null: the cue does
  medium_end integer,
  occasion_start integer,
  occasion_end integer,
  earliest text,                             -- the days of the saying
  latest text,
  dated_by text,
  reason text,
  within text,                               -- the id of the quote of this document in whose words it stands
  unnamed integer not null default 0,        -- 1: the text holds back who said it
  utterance integer                          -- of the quotes of the same words the first to come; null: it stands alone
);
create index if not exists quotes_document on quotes (document, start);
create index if not exists quotes_speaker on quotes (speaker, document) where speaker is not null;
create index if not exists quotes_hearer on quotes (hearer, document) where hearer is not null;
create index if not exists quotes_medium on quotes (medium, document) where medium is not null;
create index if not exists quotes_unnamed on quotes (document) where unnamed;
create index if not exists quotes_latest on quotes (coalesce(latest, '9999-12-31'), document) where dated_by is not null;
create index if not exists quotes_earliest on quotes (coalesce(earliest, ''), document) where dated_by is not null;
create index if not exists quotes_utterance on quotes (utterance) where utterance is not null;

-- A few pairs of words of each quotation, as hashes, and which quotations were found alike by them; utterances.py reads
-- them. "part": so small a part of the other that it may be one of several.
create table if not exists quote_prints (
  hash integer not null,
  quote integer not null,
  primary key (hash, quote)
) without rowid;
create table if not exists likenesses (
  one integer not null,
  other integer not null,
  likeness text not null,                    -- what the one is to the other: same, part or whole
  primary key (one, other)
) without rowid;

create table if not exists facts (
  number integer primary key,
  id text not null unique,
  document integer not null references documents on delete cascade,
  sentence integer,
  subject integer not null references entities,
  subject_appearance integer not null,
  predicate text not null,
  object text not null,
  start integer not null,
  "end" integer not null,
  rule text not null,
  other integer references entities,         -- the country or organization of a role, the relative, the place of birth
  other_appearance integer,
  value text,                                -- what equal facts have in common
  earliest text,                             -- the days on which it holds
  latest text,
  holds text,                                -- past, now or future, seen from `written`
  written text                               -- the day its document was written, when it was read
);
create index if not exists facts_document on facts (document);
create index if not exists facts_subject on facts (subject, predicate, value, written, holds, other);
create index if not exists facts_other on facts (other) where other is not null;

-- What people put right, as they said it. Findings hold what follows from it, and `overruled` what they were before.
create table if not exists corrections (
  number integer primary key,
  id text not null unique,
  made text not null,                        -- the moment, in UTC
  author text,
  reason text,
  judgement text not null,                   -- the command that made it: "event set"
  target text not null,                      -- the id, then, of the finding or entity that was judged
  value text not null,                       -- JSON: what was set, by field
  state text not null,                       -- "applied", "overruled" by a later one, or why it is not applied
  appearance integer                         -- where the entity that it judges is found at present
);
create index if not exists corrections_appearance on corrections (appearance) where appearance is not null;

-- The words that a correction stands on, so that it outlives a new reading: exactly these words, or none.
create table if not exists anchors (
  correction integer not null references corrections on delete cascade,
  part text not null,                        -- what the words stand for: the target, or a field of the value
  rank integer not null,                     -- of several places that name one entity the first that is there counts
  document text not null,                    -- its id; it need not be there
  sentence text not null,
  nth integer not null,                      -- which of equal sentences, from 0
  start integer not null,                    -- within the sentence
  "end" integer not null,
  now text,                                  -- the id of the finding or appearance that stands on them at present
  there integer references documents,        -- in this document, which carries the findings of the text
  at integer,                                -- where the words begin in it
  primary key (correction, part, rank)
) without rowid;
create index if not exists anchors_document on anchors (document);
create index if not exists anchors_now on anchors (now) where now is not null;
create index if not exists anchors_there on anchors (there) where there is not null;

-- The findings that corrections have changed, as they were read.
create table if not exists overruled (
  id text primary key,                       -- of the finding
  document integer not null references documents on delete cascade,
  kind text not null,
  "row" text,                                -- JSON; null: it was not read but added by hand
  ignored text                               -- JSON: appearances that are left out, since their entity is nobody
) without rowid;
create index if not exists overruled_document on overruled (document);
create index if not exists overruled_ignored on overruled (id) where ignored is not null;

-- A sentence's words stand in its document alone; this view is what the full-text index reads them from.
create view if not exists sentence_texts as
select
  sentences.number,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as text
from sentences
join documents on documents.number = sentences.document;

create virtual table if not exists sentence_words using fts5 (
  text, content = 'sentence_texts', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2 separators ʻʼ'
);
create virtual table if not exists quote_words using fts5 (
  text, content = 'quotes', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2 separators ʻʼ'
);

create virtual table if not exists quote_terms using fts5vocab(quote_words, row);   -- which words quotes have

create trigger if not exists sentence_added after insert on sentences begin
  insert into sentence_words (rowid, text) select number, text from sentence_texts where number = new.number;
end;
create trigger if not exists sentence_removed before delete on sentences begin
  insert into sentence_words (sentence_words, rowid, text)
  select 'delete', number, text from sentence_texts where number = old.number;
end;
create trigger if not exists quote_added after insert on quotes begin
  insert into quote_words (rowid, text) values (new.number, new.text);
end;
create trigger if not exists quote_removed after delete on quotes begin
  insert into quote_words (quote_words, rowid, text) values ('delete', old.number, old.text);
end;

-- For people who look into the base with other programs, and for the questions: names instead of numbers.
create view if not exists participated as
select
  participants.event,
  events.id,
  participants.role,
  coalesce(entities.name, entities.description) as name,
  entities.kind,
  entities.id as entity
from participants
join events on events.number = participants.event
join entities on entities.number = participants.entity;

create view if not exists timeline as
select
  events.id,
  events.earliest,
  events.latest,
  events.dated_by,
  events.status,
  events.type,
  events.mode,
  (
    select group_concat(name, ', ')
    from (select name from participated where participated.event = events.number group by name order by min(role), name)
  ) as who,
  coalesce(places.name, places.description) as place,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence,
  documents.date as written,
  documents.source,
  documents.id as document
from events
join documents on documents.number = events.document
left join entities as places on places.number = events.place
left join sentences on sentences.number = events.sentence;

create view if not exists quoted as
select
  quotes.id,
  documents.date as written,
  quotes.earliest,
  quotes.latest,
  quotes.dated_by,
  coalesce(entities.name, entities.description) as speaker,
  coalesce(hearers.name, hearers.description) as hearer,
  quotes.medium,
  quotes.text as said,
  quotes.kind,
  quotes.speech,
  quotes.unnamed,
  documents.source,
  documents.id as document
from quotes
join documents on documents.number = quotes.document
left join entities on entities.number = quotes.speaker
left join entities as hearers on hearers.number = quotes.hearer;

create view if not exists facts_named as
select
  facts.id,
  coalesce(entities.name, entities.description) as name,
  facts.predicate,
  facts.object,
  coalesce(others.name, others.description) as other,
  facts.earliest,
  facts.latest,
  facts.holds,
  documents.date as written,
  documents.source,
  documents.id as document
from facts
join documents on documents.number = facts.document
join entities on entities.number = facts.subject
left join entities as others on others.number = facts.other;
