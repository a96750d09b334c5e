/** Notices to people and their tools about what happens to a service, beside all plans. */
@NullMarked
package io.signalbox.contract.notice;

import org.jspecify.annotations.NullMarked;
