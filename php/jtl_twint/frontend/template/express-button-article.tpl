{* TWINT Express at an article, within the form that puts it into the basket. A template without the shop's block includes this file itself: see the manual. *}
{$texts = $jtlTwintExpress->texts()}
<div class="col-12 jtl-twint-express mt-3" lang="{$texts->language|escape:'html'}">
    <button type="submit" name="jtlTwintExpress" value="article" formaction="{$jtlTwintExpress->address()|escape:'html'}" class="btn btn-outline-primary btn-block" aria-describedby="jtl-twint-express-article">{$texts->get('express_button')|escape:'html'}</button>
    <small id="jtl-twint-express-article" class="d-block mt-1">{$texts->get('express_article_hint')|escape:'html'}</small>
</div>
