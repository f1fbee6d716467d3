package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Takes all steps of a plan with one session. */
record RangeWalk(RangePlan plan, Session session) implements Iterator<KeyRange> {
    @Override
    public boolean hasNext() {
        return !plan.ended();
    }

    @Override
    public KeyRange next() {
        return plan.next(session).orElseThrow(NoSuchElementException::new);
    }
}
