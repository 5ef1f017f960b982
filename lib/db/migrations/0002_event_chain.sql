ALTER TABLE "links" DROP COLUMN "checked_at";
--> statement-breakpoint
-- The fingerprint of one event and of everything before it.
CREATE FUNCTION event_hash(previous bytea, id bigint, at timestamptz, kind text, actor_id text, link_id text, facts jsonb)
RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(previous || convert_to(jsonb_build_array(
    id, (extract(epoch FROM at) * 1000)::bigint, kind, actor_id, link_id, facts)::text, 'UTF8'))
$$;
--> statement-breakpoint
-- Locking the chain's end makes events one after another, so that numbers have no gaps and every hash has one follower.
CREATE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  chain event_chain%ROWTYPE;
BEGIN
  SELECT * INTO STRICT chain FROM event_chain FOR UPDATE;
  NEW.id := chain.last_id + 1;
  NEW.hash := event_hash(chain.hash, NEW.id, NEW.at, NEW.kind, NEW.actor_id, NEW.link_id, NEW.facts);
  UPDATE event_chain SET last_id = NEW.id, hash = NEW.hash;
  RETURN NEW;
END
$$;
--> statement-breakpoint
-- Events that are there already are chained as if they came now.
INSERT INTO event_chain (id, last_id, hash, pruned_to_id, pruned_hash) VALUES (1, 0, '', 0, '');
--> statement-breakpoint
DO $$
DECLARE
  one events%ROWTYPE;
  chain event_chain%ROWTYPE;
BEGIN
  FOR one IN SELECT * FROM events ORDER BY id LOOP
    SELECT * INTO chain FROM event_chain;
    -- Ids only ever become smaller here, so none is taken yet.
    UPDATE events SET id = chain.last_id + 1,
      hash = event_hash(chain.hash, chain.last_id + 1, one.at, one.kind, one.actor_id, one.link_id, one.facts)
      WHERE id = one.id;
    UPDATE event_chain SET last_id = chain.last_id + 1,
      hash = (SELECT hash FROM events WHERE id = chain.last_id + 1);
  END LOOP;
END
$$;
--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "hash" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "id" DROP DEFAULT;
--> statement-breakpoint
DROP SEQUENCE IF EXISTS events_id_seq;
--> statement-breakpoint
CREATE TRIGGER events_chain BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION chain_event();
