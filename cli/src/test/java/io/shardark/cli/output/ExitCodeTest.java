package io.shardark.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.TooNewException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.error.WrongKeyException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class ExitCodeTest {
    private static final Map<ShardarkException, Integer> CODES = Map.of(
            new ConfigurationException("x"), 2,
            new DamagedException("x"), 3,
            new RefusedException("x"), 4,
            new TooNewException("x"), 4,
            new UnreachableException("x"), 5,
            new WrongKeyException("x"), 6);

    @Test
    void everyKindHasItsDocumentedNumber() {
        CODES.forEach((failure, code) -> {
            assertEquals(code, ExitCode.of(failure).number());
            assertEquals(code, Failure.of(failure).exitCode().number());
        });
        assertEquals(1, ExitCode.of(new IllegalStateException()).number());
        assertEquals(1, ExitCode.of(new OutOfMemoryError()).number());
        assertEquals(
                List.of(0, 1, 2, 3, 4, 5, 6, 130),
                List.of(ExitCode.values()).stream().map(ExitCode::number).toList());
    }

    @Test
    void firstOfSeveralProblemsDecides() {
        List<ShardarkException> problems =
                List.of(new UnreachableException("a"), new ConfigurationException("b", "do c"));
        Failure failure = Failure.of(
                Assertions.assertThrows(ProblemsException.class, () -> ProblemsException.throwIfAny(problems)));
        assertEquals(5, failure.exitCode().number());
        assertEquals(
                List.of("error: 2 problems were found before work began", "  - a", "  - b", "    hint: do c"),
                failure.text());
        assertEquals(
                "{\"error\":{\"kind\":\"unreachable\",\"message\":\"2 problems were found before work began\",\"hint\":\"\","
                        + "\"exitCode\":5,\"problems\":["
                        + "{\"kind\":\"unreachable\",\"message\":\"a\",\"hint\":\"\",\"exitCode\":5},"
                        + "{\"kind\":\"configuration\",\"message\":\"b\",\"hint\":\"do c\",\"exitCode\":2}]}}",
                JsonText.of(failure));
    }

    @Test
    void unexpectedFailureIsCalledABug() {
        Failure failure = Failure.of(new IllegalStateException("boom"));
        assertEquals(
                "error: java.lang.IllegalStateException: boom", failure.text().get(0));
        assertEquals(true, failure.text().get(1).contains("This is a bug"));
        assertEquals(true, failure.text().get(1).contains("-v"));
    }

    @Test
    void textOfAnArchiveCannotControlTheTerminal() {
        Failure failure = Failure.of(new DamagedException("table \u001b[2Jx\u0007", "\u001b]0;y\u0007"));
        assertEquals(List.of("error: table ?[2Jx?", "hint: ?]0;y?"), failure.text());
    }
}
