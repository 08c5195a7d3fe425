/**
 * The messages of MO/1, generated from the specification, and its registries as resources.
 *
 * <p>All that this module holds beside generated code is this descriptor: a directory of classes, as
 * a build has them before they are packaged, is a module only if it has one.
 */
// Of protobuf there is only an automatic module.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module org.mopay.spec {
    requires transitive com.google.protobuf;

    exports org.mopay.proto.v1;

    opens org.mopay.spec.registries;
    opens org.mopay.spec.vectors;
}
