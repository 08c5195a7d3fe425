/**
 * Errors: {@link org.mopay.core.error.ErrorCode} equals the registry of the specification, and
 * {@link org.mopay.core.error.ProtocolException} carries one of them.
 */
@NullMarked
package org.mopay.core.error;

import org.jspecify.annotations.NullMarked;
