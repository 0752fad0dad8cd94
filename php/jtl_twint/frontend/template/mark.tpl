{if $twintPicture !== ''}<img class="jtl-twint-mark" src="{$twintPicture|escape:'html'}" alt=""> {/if}
