<section aria-labelledby="twint-access" class="mb-5">
    <div class="subheading1" id="twint-access">{__('twint.access')}</div>
    <hr class="mb-3">
    <p>{__('twint.accessIntro')}{if $several} {__('twint.set.intro')}{/if}</p>
    {foreach $sets as $entry}
        {$set = $entry.set}
        {if $several}
            {include file='./set.tpl' spoken=$entry}
        {else}
            {if !$set->isOn}{include file='./set-form.tpl' spoken=$entry}{/if}
            {include file='./environments.tpl' access=$entry.access}
        {/if}
    {/foreach}
    {if $mayConfigure}{include file='./set-add.tpl'}{/if}
</section>
