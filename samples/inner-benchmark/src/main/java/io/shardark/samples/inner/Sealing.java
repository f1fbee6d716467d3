package io.shardark.samples.inner;

import io.shardark.format.crypto.BackupKey;
import io.shardark.format.crypto.CmsEnvelope;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.value.BackupId;
import java.security.SecureRandom;

/** Whether chunks are encrypted. */
public enum Sealing {
    /** Stored as they are. */
    NONE,
    /** Each in its CMS envelope. */
    CMS;

    Envelope envelope(BackupId backup) {
        return this == NONE ? NoEnvelope.INSTANCE : new CmsEnvelope(BackupKey.generate(new SecureRandom()), backup);
    }
}
