package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import java.util.List;

/** Finds where a range of a table should end. */
interface RangeEnds {
    /**
     * The last key of the first range of what is left of a table: the key of a row, as the server returned it.
     *
     * @param rest open-ended; begins where the range before ended
     * @return as SQL literals; empty when all that is left is one range
     */
    List<String> first(Session session, KeyRange rest);
}
