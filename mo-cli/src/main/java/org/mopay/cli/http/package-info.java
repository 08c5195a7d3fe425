/**
 * The HTTP side of a phone and of an operator: protobuf over HTTP/2 and TLS 1.3, trusting the one key
 * that is pinned. Every call has a deadline, and waits between attempts only as long as that allows.
 */
@NullMarked
package org.mopay.cli.http;

import org.jspecify.annotations.NullMarked;
