package io.shardark.engine.operation;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.operation.InstanceDump.RangeTask;
import io.shardark.engine.pace.Pacer;
import io.shardark.format.crypto.Envelope;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Reads ranges with one session of a snapshot until none is left, and stores their chunks. */
record DumpWorker(
        Session session,
        InstanceDump instance,
        Envelope envelope,
        BackupSettings settings,
        Pacer pacer,
        ParallelWork work)
        implements Callable<@Nullable Void> {
    @Override
    public @Nullable Void call() {
        try (EncodingLane lane = new EncodingLane(envelope, settings, work::stop)) {
            read(lane);
            lane.finish();
        }
        return null;
    }

    private void read(EncodingLane lane) {
        try {
            for (Optional<RangeTask> task = next(); task.isPresent(); task = next()) {
                task.get().table().read(session, task.get().range(), settings.chunkBytes(), lane, pacer);
            }
        } catch (CancellationException e) {
            // What stopped the worker may have been its own lane, and then that is the failure.
            lane.finish();
            throw e;
        }
    }

    private Optional<RangeTask> next() {
        pacer.await();
        return instance.next(session, settings.chunkBytes());
    }
}
