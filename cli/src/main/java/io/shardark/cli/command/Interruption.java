package io.shardark.cli.command;

import io.shardark.cli.output.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end an operation in order: the working thread is interrupted, and the process lives on until
 * the thread has released its locks and given up its uploads, for a minute at most.
 */
public final class Interruption {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;

    /** Watches for the end of the process on behalf of a thread. */
    public static Interruption ofProcess(Thread worker) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.shutDown(worker), "shardark-interruption"));
        return interruption;
    }

    private void shutDown(Thread worker) {
        if (ended.getCount() > 0) {
            request(worker);
            awaitEnd();
        }
    }

    /** Asks the operation to end. */
    void request(Thread worker) {
        requested = true;
        worker.interrupt();
    }

    private void awaitEnd() {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the operation was asked to end. */
    boolean requested() {
        return requested;
    }

    /** The operation has ended, one way or another. */
    public void ended() {
        ended.countDown();
    }
}
