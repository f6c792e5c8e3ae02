#include "assets.h"

static const unsigned char tokens_css[] = {
#embed "files/css/tokens.css"
};
static const unsigned char inzet_css[] = {
#embed "files/css/inzet.css"
};
static const unsigned char inzet_js[] = {
#embed "files/js/inzet.js"
};
static const unsigned char en_po[] = {
#embed "files/texts/en.po"
};

static const unsigned char inzet_svg[] = {
#embed "files/img/inzet.svg"
};

#define ASSET(name, symbol) { name, symbol, sizeof(symbol) }
static const inzet_asset assets[] = {
    ASSET("css/tokens.css", tokens_css),
    ASSET("css/inzet.css", inzet_css),
    ASSET("js/inzet.js", inzet_js),
    ASSET("img/inzet.svg", inzet_svg),
    ASSET("texts/en.po", en_po),
};
size_t inzet_asset_count(void) { return sizeof(assets) / sizeof(assets[0]); }

inzet_asset inzet_asset_at(size_t index) { return assets[index]; }
