package org.mopay.server.http;

import java.util.Locale;

/** The Accept field (RFC 9110 section 12.5.1): which media types, and how much each is wanted. */
final class AcceptField {
    private final String[] ranges;

    AcceptField(String field) {
        this.ranges = field.toLowerCase(Locale.ROOT).split(",", -1);
    }

    /** 0 (not acceptable) to 1 for {@code type/subtype}, by the most specific range for it. */
    double quality(String mediaType) {
        String anySubtype = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        int best = 0;
        double quality = 0;
        for (String range : ranges) {
            String[] parts = range.split(";", -1);
            int precision = precision(parts[0].trim(), mediaType, anySubtype);
            if (precision > best) {
                best = precision;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static int precision(String range, String mediaType, String anySubtype) {
        if (range.equals(mediaType)) {
            return 3;
        }
        if (range.equals(anySubtype)) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("q=")) {
                return qvalue(parameter.substring(2));
            }
        }
        return 1;
    }

    /** A weight that can't be read counts as a plain wish, as most servers have it. */
    private static double qvalue(String text) {
        return text.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 1;
    }
}
