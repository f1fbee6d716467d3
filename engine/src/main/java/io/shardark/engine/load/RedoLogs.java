package io.shardark.engine.load;

import io.shardark.engine.load.Ledger.Kind;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The redo logs of all targets during a restore. What this switches off it switches on again, however the restore ends.
 * Only a killed process cannot: therefore a ledger of the instance says that the log is off before it is, and the next
 * restore to that instance, of whatever backup, switches it on again.
 *
 * <p>A named lock, held while the log is off, tells a restore that is still alive from one that was killed.
 */
public final class RedoLogs implements AutoCloseable {
    /** The server writes all changed pages before it answers. */
    private static final Map<String, String> PATIENT = Map.of("socketTimeout", "0");

    private final Sessions sessions;
    private final List<ShardPlan> plans;
    private final FastLoad choice;
    private final Consumer<String> notice;
    private final List<String> notes = new ArrayList<>();
    private final List<Session> locks = new ArrayList<>();
    private final List<Instance> off = new ArrayList<>();

    private RedoLogs(Sessions sessions, List<ShardPlan> plans, FastLoad choice, Consumer<String> notice) {
        this.sessions = sessions;
        this.plans = plans;
        this.choice = choice;
        this.notice = notice;
    }

    /**
     * Switches on what killed restores left off; with fast loading, keeps other restores from switching.
     *
     * @param notice gets a sentence when a log cannot be switched on again while another failure is on its way
     * @throws RefusedException when another restore has switched a log off
     */
    public static RedoLogs prepare(Sessions sessions, List<ShardPlan> plans, FastLoad choice, Consumer<String> notice) {
        RedoLogs logs = new RedoLogs(sessions, plans, choice, notice);
        try {
            ChunkLoading.instances(plans).forEach(logs::prepare);
            return logs;
        } catch (RuntimeException e) {
            logs.close();
            throw e;
        }
    }

    private void prepare(Instance instance) {
        Session session = sessions.open(instance, PATIENT);
        // Closed with all others.
        locks.add(session);
        RedoLog.State state = RedoLog.of(session);
        if (state == RedoLog.State.FIXED || (state == RedoLog.State.ON && choice == FastLoad.OFF)) {
            return;
        }
        if (!TargetLock.lockRedoLog(session)) {
            throw heldByOther(instance);
        }
        if (state == RedoLog.State.OFF && RedoLog.isInLedger(session)) {
            RedoLog.enable(session);
            notes.add(instance.place()
                    + ": a restore that was killed had left the redo log off; this one switched it on.");
        }
    }

    static RefusedException heldByOther(Instance instance) {
        return new RefusedException(
                instance.place() + ": another restore has the redo log switched off, so that a crash of the server"
                        + " would destroy what this one restores",
                "Wait until it ends, and try again.");
    }

    /** What a person should know, one sentence each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** With fast loading, switches off what can be. The ledgers have to be there. */
    public void disable() {
        for (Session session : choice == FastLoad.OFF ? List.<Session>of() : locks) {
            if (RedoLog.of(session) == RedoLog.State.ON) {
                enterInLedger(session);
                off.add(session.instance());
                RedoLog.disable(session);
                notes.add(
                        session.instance().place() + ": the redo log was off while rows were loaded, and is on again.");
            }
        }
    }

    private void enterInLedger(Session session) {
        plans.stream()
                .filter(plan ->
                        plan.target().instance().number() == session.instance().number())
                .forEach(plan -> plan.ledger().claim(session, Kind.REDO, 0));
    }

    /**
     * Switches on again what was switched off.
     *
     * @throws UnreachableException when a server does not; what to do is in its hint
     */
    public void enable() {
        List<ShardarkException> failures = new ArrayList<>();
        for (Instance instance : List.copyOf(off)) {
            // A session of its own: others may have ended.
            try (Session session = sessions.open(instance, PATIENT)) {
                RedoLog.enable(session);
                off.remove(instance);
            } catch (ShardarkException e) {
                failures.add(stillOff(instance, e));
            }
        }
        if (!failures.isEmpty()) {
            ShardarkException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static UnreachableException stillOff(Instance instance, ShardarkException cause) {
        return new UnreachableException(
                instance.place() + ": the redo log was switched off for fast loading and is STILL OFF: "
                        + cause.getMessage(),
                "If the server runs: " + RedoLog.remedy()
                        + " If it crashed, it does not start again: all that was on it"
                        + " has to be restored to a new one.",
                cause);
    }

    /** Switches on again what is still off because the restore failed, and lets others switch. */
    @Override
    public void close() {
        try {
            enable();
        } catch (ShardarkException e) {
            notice.accept(e.getMessage() + " " + e.hint());
            throw e;
        } finally {
            locks.forEach(RedoLogs::closeQuietly);
        }
    }

    private static void closeQuietly(Session session) {
        try {
            session.close();
        } catch (UnreachableException e) {
            // Then it is gone, and its lock with it.
        }
    }
}
