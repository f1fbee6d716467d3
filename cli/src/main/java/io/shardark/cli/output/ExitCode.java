package io.shardark.cli.output;

import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.TooNewException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.error.WrongKeyException;

/** How the program ends; scripts rely on these numbers. A number that is not here means failure too. */
public enum ExitCode {
    GOOD(0),
    /** A bug, or something that nobody foresaw. */
    UNEXPECTED(1),
    /** The command line or the configuration is wrong. */
    CONFIGURATION(2),
    /** Something is damaged, or could not be proved to be whole. */
    DAMAGED(3),
    /** It would have endangered data, or claimed more than is true; also a format too new for this program. */
    REFUSED(4),
    /** A server or a store could not be reached or failed. */
    UNREACHABLE(5),
    WRONG_KEY(6),
    /** Ended by Ctrl-C or by a signal: 128 + SIGINT, as shells count. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the shell sees. */
    public int number() {
        return number;
    }

    /** The exit code that a failure leads to; of several problems the first decides. */
    public static ExitCode of(Throwable failure) {
        if (failure instanceof ProblemsException problems) {
            return of(problems.problems().get(0));
        }
        if (failure instanceof ConfigurationException) {
            return CONFIGURATION;
        }
        if (failure instanceof DamagedException) {
            return DAMAGED;
        }
        if (failure instanceof RefusedException || failure instanceof TooNewException) {
            return REFUSED;
        }
        if (failure instanceof UnreachableException) {
            return UNREACHABLE;
        }
        return failure instanceof WrongKeyException ? WRONG_KEY : UNEXPECTED;
    }
}
