package io.shardark.cli.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.cli.yaml.YamlScalar.Style;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlParserTest {
    @Test
    void everyNodeKnowsItsPlace() throws YamlSyntaxException {
        YamlMapping root = assertInstanceOf(YamlMapping.class, YamlParser.parse("""
                # comment
                host: "数据库"
                ports: [ 1,
                  0002 ]
                """));
        assertEquals(
                List.of(
                        new YamlMapping.Entry(
                                new YamlScalar(new Position(2, 1), "host", Style.PLAIN),
                                new YamlScalar(new Position(2, 7), "数据库", Style.QUOTED)),
                        new YamlMapping.Entry(
                                new YamlScalar(new Position(3, 1), "ports", Style.PLAIN),
                                new YamlSequence(
                                        new Position(3, 8),
                                        List.of(
                                                new YamlScalar(new Position(3, 10), "1", Style.PLAIN),
                                                new YamlScalar(new Position(4, 3), "0002", Style.PLAIN))))),
                root.entries());
    }

    @Test
    void aliasIsTheNodeOfItsAnchor() throws YamlSyntaxException {
        YamlMapping root = assertInstanceOf(YamlMapping.class, YamlParser.parse("a: &x { b: c }\nd: *x\n"));
        assertSame(root.entries().get(0).value(), root.entries().get(1).value());
    }

    /** Ten levels of ten aliases each would be 10,000,000,000 nodes if aliases were copied. */
    @Test
    void nestedAliasesCostNothing() throws YamlSyntaxException {
        StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i <= 10; i++) {
            String alias = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
        }
        assertEquals(
                11,
                assertInstanceOf(YamlMapping.class, YamlParser.parse(text.toString()))
                        .entries()
                        .size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [ *a ]",
                "a: *b",
                "a: b\n---\nc: d",
                "a: !!javax.script.ScriptEngineManager [x]",
                "a: !local x",
                "? [a, b]\n: c",
                "a: [1, 2",
                "a: b: c",
                "\ta: b",
                "a: \"\\q\"",
                "%YAML 9.9\n---\na: b",
                "a: 'unfinished",
                "\u0000",
                "a: %b"
            })
    void refusesWhatIsNotPlainYaml(String text) {
        YamlSyntaxException failure = assertThrows(YamlSyntaxException.class, () -> YamlParser.parse(text));
        assertTrue(failure.position().line() >= 1);
        assertTrue(!failure.problem().isBlank());
    }

    @Test
    void refusesDeepNesting() {
        for (int depth : List.of(50, 5_000, 500_000)) {
            YamlSyntaxException failure =
                    assertThrows(YamlSyntaxException.class, () -> YamlParser.parse("[".repeat(depth)));
            assertEquals("nested more than 20 levels deep", failure.problem());
        }
    }

    @Test
    void refusesLongFiles() {
        String text = "a: " + "x".repeat(YamlParser.LONGEST_FILE) + "\n";
        assertThrows(YamlSyntaxException.class, () -> YamlParser.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "---\n", "~", "null"})
    void nothingIsAbsent(String text) throws YamlSyntaxException {
        assertTrue(assertInstanceOf(YamlScalar.class, YamlParser.parse(text)).absent());
    }
}
