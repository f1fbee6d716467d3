package io.shardark.engine.pace;

import io.shardark.engine.mysql.Session;
import java.util.OptionalLong;

/** A question about the load of a server. */
interface LoadProbe {
    /**
     * Asks.
     *
     * @param session of the watch
     * @return the load; empty when the server has nothing of the kind
     * @throws io.shardark.format.error.UnreachableException when the server fails or refuses to answer
     */
    OptionalLong read(Session session);

    /** How many times a second it is asked, 1 to 5; the mean of so many answers counts. */
    int looksPerSecond();

    /** What the user lacks when the server refuses to answer, as in "REPLICATION CLIENT". */
    String privilege(Session session);

    /** What it means when there is no answer. */
    String absence();

    /** The answer as a person says it, as in "31 threads of others are running". */
    String sentence(long value);
}
