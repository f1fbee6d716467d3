package io.shardark.samples.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** Makes orders that look like a shop's: names in Chinese and English, prices, JSON, binary receipts, and NULLs. */
final class DemoOrders {
    private static final String[] NOTES = {
        "请放在门口",
        "Leave at the front desk",
        "礼物包装 🎁",
        "call before delivery",
        "周末送货\t上午",
        "with a \\ and a\nnew line",
        ""
    };
    private static final String[] TITLES = {
        "龙井茶 250g", "Mechanical keyboard", "宣纸 100 张", "USB-C cable", "青花瓷碗", "Travel umbrella", "机械手表", "Notebook A5"
    };
    private static final String[] STATUSES = {"new", "paid", "shipped", "closed"};
    private static final long FIRST_MOMENT = 1_700_000_000_000L;
    private static final long SPAN_MILLIS = 60_000_000_000L;

    private final PreparedStatement orders;
    private final PreparedStatement items;

    DemoOrders(Connection connection, int table) throws SQLException {
        orders = connection.prepareStatement("INSERT INTO t_order_" + table
                + " (order_id, trade_no, user_id, status, amount, weight_kg, note, attributes, receipt, created, paid)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, FROM_UNIXTIME(?), ?)");
        items = connection.prepareStatement("INSERT INTO t_order_item_" + table
                + " (order_id, line_no, sku, title, quantity, unit_price) VALUES (?, ?, ?, ?, ?, ?)");
    }

    /** Adds an order and its items to the batch and says how many items it has. */
    int add(long orderId, long tradeNumber, int userId) throws SQLException {
        SplittableRandom random = new SplittableRandom(orderId);
        int lines = 1 + random.nextInt(3);
        long moment = FIRST_MOMENT + random.nextLong(SPAN_MILLIS);
        orders.setLong(1, orderId);
        orders.setLong(2, tradeNumber);
        orders.setInt(3, userId);
        orders.setString(4, STATUSES[random.nextInt(STATUSES.length)]);
        orders.setBigDecimal(5, BigDecimal.valueOf(random.nextLong(100, 1_000_000), 2));
        orders.setFloat(6, (float) (random.nextInt(1, 50_000) / 1000.0));
        setNote(random);
        orders.setString(
                8, "{\"channel\": \"" + (random.nextBoolean() ? "微信" : "web") + "\", \"lines\": " + lines + "}");
        setReceipt(random);
        orders.setBigDecimal(10, BigDecimal.valueOf(moment, 3));
        setPaid(random, moment);
        orders.addBatch();
        for (int line = 1; line <= lines; line++) {
            addItem(orderId, line, random);
        }
        return lines;
    }

    private void setNote(SplittableRandom random) throws SQLException {
        if (random.nextInt(3) == 0) {
            orders.setNull(7, Types.VARCHAR);
        } else {
            orders.setString(7, NOTES[random.nextInt(NOTES.length)]);
        }
    }

    private void setReceipt(SplittableRandom random) throws SQLException {
        if (random.nextInt(4) == 0) {
            orders.setNull(9, Types.BINARY);
        } else {
            byte[] receipt = new byte[16];
            random.nextBytes(receipt);
            orders.setBytes(9, receipt);
        }
    }

    private void setPaid(SplittableRandom random, long moment) throws SQLException {
        if (random.nextInt(5) == 0) {
            orders.setNull(11, Types.TIMESTAMP);
        } else {
            orders.setString(
                    11,
                    LocalDateTime.ofEpochSecond(moment / 1000, 0, ZoneOffset.UTC)
                            .toString()
                            .replace('T', ' '));
        }
    }

    private void addItem(long orderId, int line, SplittableRandom random) throws SQLException {
        items.setLong(1, orderId);
        items.setInt(2, line);
        items.setString(3, "SKU-" + random.nextInt(10_000, 99_999));
        items.setString(4, TITLES[random.nextInt(TITLES.length)]);
        items.setInt(5, random.nextInt(1, 10));
        items.setBigDecimal(6, BigDecimal.valueOf(random.nextLong(50, 100_000), 2));
        items.addBatch();
    }

    /** Sends what was added; orders first, since items refer to them. */
    void send() throws SQLException {
        orders.executeBatch();
        items.executeBatch();
    }
}
