package org.mopay.core.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbered requirements of all chapters, in order. */
final class Requirements {
    private Requirements() {}

    static List<Block> inOrder() {
        List<Block> requirements = new ArrayList<>();
        SpecificationText.chapters()
                .forEach(chapter -> Block.of(chapter).stream()
                        .filter(block -> block.number().isPresent())
                        .forEach(requirements::add));
        return requirements;
    }

    /** By number; of two with one number the last stays. */
    static Map<String, Block> byNumber() {
        Map<String, Block> requirements = new LinkedHashMap<>();
        inOrder().forEach(block -> requirements.put(block.number().orElseThrow(), block));
        return requirements;
    }
}
