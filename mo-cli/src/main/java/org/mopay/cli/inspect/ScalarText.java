package org.mopay.cli.inspect;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import org.mopay.core.Amount;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A number, text, truth or choice as a person reads it.
 *
 * @param value the value itself
 * @param note what it means; may be empty
 * @param fault what is wrong with it, if it can't be what it should
 * @param isTelling whether the value is one that hardly another field would have
 */
record ScalarText(String value, String note, Optional<String> fault, boolean isTelling) {
    private static final String SUITE = "MO/1";
    private static final long YEAR_2001 = 978_307_200L;
    private static final long YEAR_2100 = 4_102_444_800L;

    static ScalarText of(Message parent, FieldDescriptor field, Object value) {
        if (value instanceof EnumValueDescriptor choice) {
            return plain(shortName(choice));
        }
        if (value instanceof String text) {
            return ofText(field, text);
        }
        String digits = field.getType() == FieldDescriptor.Type.UINT32
                ? Integer.toUnsignedString((Integer) value)
                : field.getType() == FieldDescriptor.Type.UINT64
                        ? Long.toUnsignedString((Long) value)
                        : value.toString();
        if (FieldMeaning.isTime(field)) {
            return ofTime(digits, (Long) value);
        }
        if (FieldMeaning.isErrorCode(field)) {
            return ofErrorCode(digits, (Integer) value);
        }
        if (FieldMeaning.isAmount(field)) {
            return new ScalarText(digits, amount(parent, (Long) value), Optional.empty(), false);
        }
        return plain(digits);
    }

    private static ScalarText plain(String value) {
        return new ScalarText(value, "", Optional.empty(), false);
    }

    private static ScalarText ofText(FieldDescriptor field, String text) {
        String shown = printable(text);
        return switch (field.getName()) {
            case "suite" -> judged(shown, text.equals(SUITE), "the suite is not " + SUITE);
            case "validator_id" ->
                judged(shown, text.matches("[A-Za-z0-9._:-]{1,64}"), "not a validator id");
            case "asset" -> judged(shown, Amount.isAssetCode(text), "not an asset code");
            default -> plain(shown);
        };
    }

    private static ScalarText judged(String value, boolean holds, String fault) {
        return new ScalarText(value, "", holds ? Optional.empty() : Optional.of(fault), holds);
    }

    private static ScalarText ofTime(String digits, long seconds) {
        try {
            String utc = Instant.ofEpochSecond(seconds).toString();
            boolean likely = seconds >= YEAR_2001 && seconds < YEAR_2100;
            return new ScalarText(digits, utc, Optional.empty(), likely);
        } catch (DateTimeException e) {
            return judged(digits, false, "not a time");
        }
    }

    private static ScalarText ofErrorCode(String digits, int number) {
        Optional<ErrorCode> code = ErrorCode.ofNumber(number);
        return code.isPresent()
                ? new ScalarText(
                        digits,
                        code.get().code() + ": " + ErrorText.of(code.get()).sentence(),
                        Optional.empty(),
                        true)
                : new ScalarText(digits, "not in the registry", Optional.empty(), false);
    }

    /** In the asset beside it; without an exponent nobody can say where the point belongs. */
    private static String amount(Message parent, long units) {
        Descriptor type = parent.getDescriptorForType();
        FieldDescriptor asset = type.findFieldByName("asset");
        FieldDescriptor exponent = type.findFieldByName("exponent");
        if (asset == null || exponent == null) {
            return "minor units";
        }
        try {
            return new Amount(units, (String) parent.getField(asset), (Integer)
                            parent.getField(exponent))
                    .toString();
        } catch (IllegalArgumentException e) {
            return "minor units";
        }
    }

    private static String shortName(EnumValueDescriptor choice) {
        String prefix = choice.getType().getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_") + "_";
        String name = choice.getName();
        return name.substring(
                        name.startsWith(prefix.toUpperCase(Locale.ROOT)) ? prefix.length() : 0)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    /** Text of a stranger never moves the cursor, turns the line round or hides a part of itself. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(each -> {
            int kind = Character.getType(each);
            boolean hidden = Character.isISOControl(each)
                    || kind == Character.FORMAT
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR
                    || kind == Character.PRIVATE_USE
                    || kind == Character.UNASSIGNED;
            if (hidden) {
                shown.append(String.format(Locale.ROOT, "\\u{%x}", each));
            } else {
                shown.appendCodePoint(each);
            }
        });
        return shown.toString();
    }
}
