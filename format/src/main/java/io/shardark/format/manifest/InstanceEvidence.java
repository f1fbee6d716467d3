package io.shardark.format.manifest;

/**
 * What was observed on one instance while the cut was taken. It names no host.
 *
 * @param instance number of the instance, from 0
 * @param lock the statement form that held writers off, for example {@code FLUSH TABLES ... WITH READ LOCK}
 * @param waitMillis from asking for the lock to holding it
 * @param heldMillis from holding it to releasing it
 * @param preparedTransactions number of XA branches that {@code XA RECOVER} listed while it was held; -1 when it was
 *     not permitted to ask
 * @param definitionsLocked whether changes of definitions were kept out for the whole dump
 * @param replication whether it applies what other servers commit
 */
public record InstanceEvidence(
        int instance,
        String lock,
        long waitMillis,
        long heldMillis,
        int preparedTransactions,
        boolean definitionsLocked,
        Replication replication) {}
