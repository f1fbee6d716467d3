package io.shardark.engine.pace;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressEvent.Notice;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks one server again and again how it is, in a session and a thread of its own. A session that is lost is opened
 * again; a server that does not answer for long ends the work, since nobody knows any more what it does to the server.
 */
final class LoadWatch implements AutoCloseable {
    /** How many times a second the thread looks at what is due. */
    private static final int ROUNDS_PER_SECOND = 5;

    private static final long SILENCE_NANOS = 30_000_000_000L;
    private static final long ENDING_SECONDS = 2;

    private final Sessions sessions;
    private final Instance instance;
    private final List<LoadGauge> gauges;
    private final PaceClock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread watching = new Thread(task, "shardark-load");
        watching.setDaemon(true);
        return watching;
    });

    /** Only used by the thread, or before it starts and after it has ended. */
    private Optional<Session> session = Optional.empty();

    private long lastAnswer;
    private long round;
    private volatile Optional<Obstacle> obstacle = Optional.empty();
    private volatile Optional<RuntimeException> failure = Optional.empty();

    private LoadWatch(Sessions sessions, Instance instance, List<LoadLimit> limits, PaceClock clock) {
        this.sessions = sessions;
        this.instance = instance;
        this.gauges =
                limits.stream().map(limit -> new LoadGauge(instance, limit)).toList();
        this.clock = clock;
    }

    /**
     * Asks once, tells what the server has not got, and goes on asking.
     *
     * @throws ShardarkException when the server cannot be asked
     */
    static LoadWatch begin(
            Sessions sessions, Instance instance, List<LoadLimit> limits, PaceClock clock, ProgressListener progress) {
        LoadWatch watch = new LoadWatch(sessions, instance, limits, clock);
        try {
            watch.tellAbsent(progress);
            watch.ask();
            watch.goOn();
            return watch;
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The task does not throw: it keeps what went wrong.
    private void goOn() {
        long interval = 1000 / ROUNDS_PER_SECOND;
        thread.scheduleWithFixedDelay(this::askAgain, interval, interval, TimeUnit.MILLISECONDS);
    }

    private void tellAbsent(ProgressListener progress) {
        for (LoadGauge gauge : gauges) {
            LoadLimit limit = gauge.limit();
            if (limit.probe().read(session()).isEmpty()) {
                progress.on(new Notice(instance.place() + " is not watched for "
                        + limit.reason().key() + " while there is none: "
                        + limit.probe().absence()));
            }
        }
    }

    /** What is in the way of this instance's workers. */
    Optional<Obstacle> obstacle() {
        failure.ifPresent(found -> {
            throw found;
        });
        return obstacle;
    }

    private void askAgain() {
        try {
            ask();
        } catch (ShardarkException e) {
            drop();
            if (clock.nanos() - lastAnswer > SILENCE_NANOS) {
                failure = Optional.of(new UnreachableException(
                        instance.place() + " does not tell its load any more: " + e.getMessage(), e.hint(), e));
            }
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
    }

    private void ask() {
        for (LoadGauge gauge : gauges) {
            if (round % (ROUNDS_PER_SECOND / gauge.limit().probe().looksPerSecond()) == 0) {
                gauge.look(session());
            }
        }
        round++;
        lastAnswer = clock.nanos();
        obstacle = gauges.stream().flatMap(gauge -> gauge.obstacle().stream()).findFirst();
    }

    private Session session() {
        Session open = session.orElseGet(() -> sessions.open(instance));
        session = Optional.of(open);
        return open;
    }

    private void drop() {
        session.ifPresent(LoadWatch::abort);
        session = Optional.empty();
    }

    private static void abort(Session session) {
        try {
            session.connection().abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
            return;
        }
    }

    /** Ends the thread and the session, also when the server does not answer. Never throws. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
                session.ifPresent(Session::close);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ShardarkException e) {
            return; // The connection is broken, which is as good.
        }
        drop();
    }
}
