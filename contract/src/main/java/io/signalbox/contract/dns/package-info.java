/** Traffic records, as providers and name servers have them. */
@NullMarked
package io.signalbox.contract.dns;

import org.jspecify.annotations.NullMarked;
