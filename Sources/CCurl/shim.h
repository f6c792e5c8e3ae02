#pragma once
#include <curl/curl.h>

// curl_easy_setopt is variadic, which Swift cannot call: one typed face per kind of value.
static inline CURLcode inzet_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode inzet_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode inzet_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*inzet_curl_reader)(char *buffer, size_t size, size_t count, void *context);
static inline CURLcode inzet_curl_set_reader(CURL *handle, inzet_curl_reader reader) {
    return curl_easy_setopt(handle, CURLOPT_READFUNCTION, reader);
}
typedef size_t (*inzet_curl_writer)(char *buffer, size_t size, size_t count, void *context);
static inline CURLcode inzet_curl_set_writer(CURL *handle, inzet_curl_writer writer) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, writer);
}
static inline CURLcode inzet_curl_response_code(CURL *handle, long *code) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, code);
}
static inline CURLcode inzet_curl_certificates(CURL *handle, struct curl_certinfo **facts) {
    return curl_easy_getinfo(handle, CURLINFO_CERTINFO, facts);
}
