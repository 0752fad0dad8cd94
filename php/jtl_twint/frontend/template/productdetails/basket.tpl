{* Extends the form at an article: TWINT Express below the button that puts it into the basket. *}
{block name='productdetails-basket-add-to-cart' append}
    {if !empty($jtlTwintExpress) && $jtlTwintExpress->atArticle($Artikel)}{include file=$jtlTwintExpress->template('article')}{/if}
{/block}
