package dev.millrace.feed;

/** A product that has free units though lines wait for it: a fill that is still to be done. */
record FreeBesideWaiting(int merchantId, int productKey, String sku) {}
