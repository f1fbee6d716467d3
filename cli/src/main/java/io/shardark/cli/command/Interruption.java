package io.shardark.cli.command;

import io.shardark.cli.output.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end an operation in order: the working thread is interrupted, and the process lives on until
 * the thread has released its locks and given up its uploads. A thread that waits for a server that does not answer is
 * left behind after a while: servers release the locks of a vanished client, and the next run clears its uploads.
 */
public final class Interruption {
    private static final long PATIENCE_SECONDS = 15;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile Runnable announcement = () -> {};
    private volatile Runnable farewell = () -> {};

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
        announcement.run();
    }

    private void awaitEnd() {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                farewell.run();
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to say when the operation is asked to end, which may take it a while. */
    void atOnce(Runnable words) {
        announcement = words;
    }

    /** What to say when the operation does not end in time. */
    void atLast(Runnable words) {
        farewell = words;
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
