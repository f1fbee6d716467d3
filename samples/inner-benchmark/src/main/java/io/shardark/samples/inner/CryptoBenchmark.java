package io.shardark.samples.inner;

import io.shardark.format.crypto.Envelope;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;

/** Envelopes and digests of 4 MiB, about what a chunk of 16 MB is stored in. */
public class CryptoBenchmark extends InnerBenchmark {
    private static final int LENGTH = 4 << 20;

    private final Envelope envelope = Sealing.CMS.envelope(new BackupId("20261122T150312Z-3f9a01bc"));
    private final byte[] plain = new byte[LENGTH];
    private final byte[] sealed;

    /** Random bytes and their envelope. */
    public CryptoBenchmark() {
        new Random(LENGTH).nextBytes(plain);
        sealed = envelope.seal(plain, 0, LENGTH);
    }

    /** AES-256-GCM in a CMS envelope. */
    @Benchmark
    public byte[] seal(Text counted) {
        counted.count(LENGTH);
        return envelope.seal(plain, 0, LENGTH);
    }

    /** Opening the envelope; nothing is released before the tag was compared. */
    @Benchmark
    public byte[] open(Text counted) {
        counted.count(LENGTH);
        return envelope.open(sealed, 0, sealed.length, "a chunk");
    }

    /** The digest of stored bytes. */
    @Benchmark
    public Sha256 sha256(Text counted) {
        counted.count(LENGTH);
        return Sha256.of(plain);
    }
}
