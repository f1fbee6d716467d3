package io.shardark.engine.read;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.InternalDate;
import com.mysql.cj.protocol.InternalTime;
import com.mysql.cj.protocol.InternalTimestamp;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.ValueFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What the driver shows of a value that it takes for bytes: where it lies. */
final class FoundValue implements ValueFactory<@Nullable Void> {
    private byte @Nullable [] packet;
    private int offset;
    private int length;

    void forget() {
        packet = null;
    }

    boolean isFound() {
        return packet != null;
    }

    byte[] packet() {
        if (packet == null) {
            throw new IllegalStateException("no value was found");
        }
        return packet;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    @Override
    public @Nullable Void createFromBytes(byte[] bytes, int offset, int length, Field field) {
        this.packet = bytes;
        this.offset = offset;
        this.length = length;
        return null;
    }

    @Override
    public @Nullable Void createFromNull() {
        return null;
    }

    @Override
    public void setPropertySet(PropertySet properties) {
        // Nothing here depends on the driver's settings.
    }

    @Override
    public String getTargetTypeName() {
        return "bytes in a packet";
    }

    @Override
    public @Nullable Void createFromTime(InternalTime value) {
        throw parsed();
    }

    @Override
    public @Nullable Void createFromTimestamp(InternalTimestamp value) {
        throw parsed();
    }

    @Override
    public @Nullable Void createFromDate(InternalDate value) {
        throw parsed();
    }

    @Override
    public @Nullable Void createFromDatetime(InternalTimestamp value) {
        throw parsed();
    }

    @Override
    public @Nullable Void createFromYear(long value) {
        throw parsed();
    }

    @Override
    public @Nullable Void createFromLong(long value) {
        throw parsed();
    }

    @Override
    public @Nullable Void createFromBigInteger(BigInteger value) {
        throw parsed();
    }

    @Override
    public @Nullable Void createFromDouble(double value) {
        throw parsed();
    }

    @Override
    public @Nullable Void createFromBigDecimal(BigDecimal value) {
        throw parsed();
    }

    @Override
    public @Nullable Void createFromBit(byte[] bytes, int offset, int length) {
        throw parsed();
    }

    private static IllegalStateException parsed() {
        return new IllegalStateException("the driver parsed a value that it was to show as bytes");
    }
}
