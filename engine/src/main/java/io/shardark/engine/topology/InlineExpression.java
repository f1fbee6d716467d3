package io.shardark.engine.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with alternatives in it: each segment is a list of texts, and a name is one text of every segment. */
final class InlineExpression {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})\\.\\.(<?)([0-9]{1,9})");
    private static final Pattern LIST = Pattern.compile("\\[(.*)]", Pattern.DOTALL);
    private static final Pattern ELEMENT = Pattern.compile("'([^'\\\\$]*)'|\"([^\"\\\\$]*)\"|([0-9]{1,18})");

    private final String whole;
    private final List<List<String>> segments = new ArrayList<>();

    private InlineExpression(String whole) {
        this.whole = whole;
    }

    /**
     * Parses one expression.
     *
     * @param whole the text it is a part of, for messages
     */
    static InlineExpression of(String whole, String text) {
        if (text.isEmpty()) {
            throw DataNodes.wrong(whole, "there is nothing where a node was expected");
        }
        InlineExpression expression = new InlineExpression(whole);
        int position = 0;
        while (position < text.length()) {
            position = expression.addSegment(text, position);
        }
        return expression;
    }

    private int addSegment(String text, int start) {
        int open = text.indexOf('$', start);
        if (open != start) {
            int end = open < 0 ? text.length() : open;
            segments.add(List.of(literal(text.substring(start, end))));
            return end;
        }
        int inside;
        if (text.startsWith("${", start)) {
            inside = start + 2;
        } else if (text.startsWith("$->{", start)) {
            inside = start + 4;
        } else {
            throw DataNodes.wrong(whole, "after $ came neither { nor ->{");
        }
        int close = text.indexOf('}', inside);
        if (close < 0) {
            throw DataNodes.wrong(whole, "a brace is not closed");
        }
        segments.add(alternatives(text.substring(inside, close).strip()));
        return close + 1;
    }

    private String literal(String text) {
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || "{}'\"\\[]".indexOf(c) >= 0)) {
            throw DataNodes.wrong(whole, "\"" + text + "\" is neither a name nor a range or list in ${}");
        }
        return text;
    }

    private List<String> alternatives(String code) {
        Matcher range = RANGE.matcher(code);
        if (range.matches()) {
            return range(
                    Integer.parseInt(range.group(1)),
                    Integer.parseInt(range.group(3)),
                    range.group(2).isEmpty() ? 0 : 1);
        }
        Matcher list = LIST.matcher(code);
        if (list.matches()) {
            return elements(list.group(1));
        }
        throw DataNodes.wrong(whole, "\"" + code + "\" is neither a range like 0..3 nor a list like ['a', 'b']");
    }

    /** Groovy's ranges may run downwards, and {@code 0..<4} leaves out its end. */
    private List<String> range(int first, int end, int excluded) {
        int step = first <= end ? 1 : -1;
        int count = Math.abs(end - first) + 1 - excluded;
        if (count < 1 || count > 1_000_000) {
            throw DataNodes.wrong(whole, "a range has " + count + " values, expected 1 to 1000000");
        }
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(Integer.toString(first + i * step));
        }
        return values;
    }

    private List<String> elements(String text) {
        List<String> values = new ArrayList<>();
        for (String element : text.split(",", -1)) {
            Matcher value = ELEMENT.matcher(element.strip());
            if (!value.matches()) {
                throw DataNodes.wrong(whole, "\"" + element.strip() + "\" is neither a quoted text nor a number");
            }
            values.add(firstGroup(value));
        }
        return values;
    }

    private static String firstGroup(Matcher value) {
        for (int group = 1; group <= 2; group++) {
            if (value.group(group) != null) {
                return value.group(group);
            }
        }
        return Long.toString(Long.parseLong(value.group(3)));
    }

    /** All names, at most as many as given. */
    List<String> names(int most) {
        List<String> names = List.of("");
        for (List<String> alternatives : segments) {
            if ((long) names.size() * alternatives.size() > most) {
                throw DataNodes.wrong(whole, "it names more than a million tables");
            }
            List<String> longer = new ArrayList<>(names.size() * alternatives.size());
            for (String name : names) {
                for (String alternative : alternatives) {
                    longer.add(name + alternative);
                }
            }
            names = longer;
        }
        return names;
    }
}
